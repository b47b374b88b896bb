import World

/// What the provider does with one valid call: parts that can be combined freely.
///
/// What is nil or empty is left to the model. Tokens are counted over the whole answer, thinking
/// and tool calls included.
package struct Behaviour: Sendable, Equatable {
  /// What the text says; nil is a spec, or no text at all beside a tool call.
  package var content: AnswerContent?
  /// The answer's length in tokens: its text is repeated or cut to it.
  package var tokens: Int?
  /// Tokens of thinking before the text.
  package var reasoningTokens: Int?
  /// A call of one of the client's tools behind the text.
  package var tool: ToolCall?
  /// Why the answer ends, unless the request cuts it.
  package var stop: StopReason?
  /// From the complete request to the first token.
  package var firstToken: Duration?
  /// The speed of generation.
  package var tokensPerSecond: Double?
  /// How much is in one event of a stream.
  package var deltaSize: DeltaSize?
  /// The bytes of one write, wherever that cuts; nil writes whole events.
  package var writeBytes: Int?
  /// An error answer instead of all else.
  package var error: ErrorReply?
  /// A recorded answer instead of all else.
  package var cassette: CassetteChoice?
  /// How the answer breaks; nil lets it come to its end.
  package var breakdown: Breakdown?
  /// What goes wrong on the way.
  package var faults: [PlacedFault] = []
  /// What is missing at the end.
  package var omissions: StreamOmissions = []

  /// All of it left to the model.
  package init() {}

  /// An answer of that content.
  package init(_ content: AnswerContent) {
    self.content = content
  }

  /// An answer that breaks in that way after so many tokens.
  package init(_ kind: Breakdown.Kind, after tokens: Int) {
    breakdown = Breakdown(kind, after: tokens)
  }

  /// A recorded answer.
  package init(_ cassette: CassetteChoice) {
    self.cassette = cassette
  }

  /// Whether a cassette is to be played, and something besides that nobody would see.
  package var hasMoreThanCassette: Bool {
    cassette.map { self != Behaviour($0) } ?? false
  }

  /// An error answer at once, in the vendor's words for that status.
  package static func failure(status: Int, retryAfter: Duration? = nil) -> Behaviour {
    var behaviour = Behaviour()
    behaviour.error = ErrorReply(status: status, retryAfter: retryAfter)
    return behaviour
  }
}
