import World

/// How an answer breaks.
///
/// It breaks once its tokens were sent, or at the end of the answer when that is cut shorter; an
/// answer that is not streamed, when they would have been.
package struct Breakdown: Sendable, Equatable {
  /// What happens.
  package var kind: Kind
  /// After how many tokens, or `beforeHead`.
  package var tokens: Int

  /// The number of tokens that stands for the time before the answer's head: at once.
  package static let beforeHead = -1

  /// A breakdown after so many tokens.
  package init(_ kind: Kind, after tokens: Int) {
    precondition(tokens >= Self.beforeHead, "nothing can break after \(tokens) tokens")
    self.kind = kind
    self.tokens = tokens
  }

  /// The ways to break; each differs from the others for a client.
  package enum Kind: Sendable, Equatable {
    /// TCP reset; a whole answer is reset before its head.
    case reset
    /// The connection finishes inside the body: no last chunk.
    case cut
    /// The body ends well, the message does not: no stop reason; a whole answer is half its JSON.
    case end
    /// Bytes that are no event, then the body ends well; a whole answer is nothing but them.
    case garbage
    /// An error inside the stream, of the vendor's type; a whole answer gets that error's status.
    case errorEvent(type: String)
    /// Silence until the client goes; a stream may still send pings.
    case stall(pingEvery: Duration?)
  }
}
