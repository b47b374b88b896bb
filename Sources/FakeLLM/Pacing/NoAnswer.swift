import HTTP

/// Breaks before an answer has a head.
final class NoAnswer: ExchangeGeneration, @unchecked Sendable {  // As its parent.
  private let kind: Breakdown.Kind

  init(_ exchange: HTTPExchange, _ kind: Breakdown.Kind) {
    self.kind = kind
    super.init(exchange)
  }

  override func begin() {
    switch kind {
    case .reset: connection.close()
    case .cut, .end: connection.finish()
    case .garbage:
      connection.write(EventWriter.garbage)
      connection.finish()
    case .stall: return
    case .errorEvent: preconditionFailure("an error before the head is an error answer")
    }
    end(ScriptEnding.broken(kind).callEnd)
  }
}
