import World

/// What the provider does with one valid call.
///
/// Behaviours that name a number of tokens do their harm once those were sent, or at the end of the
/// answer when it is cut shorter; in an answer that is not streamed, when they would have been.
package enum Behaviour: Sendable, Equatable {
  /// A spec as the service asks for it.
  case answer(AnswerShape)
  /// The model declines: status 200, its own stop reason, a short text.
  case refusal
  /// Plain sentences, no JSON.
  case prose
  /// A spec between Markdown's code fences.
  case fencedSpec
  /// An error answer of the vendor at once, with `retry-after` if given.
  case failure(status: Int, retryAfter: Duration? = nil)
  /// TCP reset; a whole answer is reset before its head.
  case resetAfter(tokens: Int)
  /// The connection finishes inside the body: no last chunk.
  case cutAfter(tokens: Int)
  /// The body ends well, the message does not: no stop reason; a whole answer is half a JSON text.
  case endAfter(tokens: Int)
  /// An error inside the stream, of the vendor's type; a whole answer gets that error's status.
  case errorEventAfter(tokens: Int, type: String)
  /// The recorded answer of that name, `speed` times as fast as it came.
  case cassette(name: String, speed: Double)
  /// Silence until the client goes; a stream may still send pings.
  case stallAfter(tokens: Int, pingEvery: Duration? = nil)
}
