import HTTP
import World

/// Breaks before an answer has a head.
final class NoAnswer: Generation, @unchecked Sendable {  // Confined to its connection's loop.
  private let exchange: HTTPExchange
  private let kind: Breakdown.Kind
  private var continuation: UnsafeContinuation<GenerationResult, Never>?

  init(_ exchange: HTTPExchange, _ kind: Breakdown.Kind) {
    self.exchange = exchange
    self.kind = kind
  }

  let tokens = 0

  func run() async -> GenerationResult {
    await withUnsafeContinuation { continuation in
      self.continuation = continuation
      exchange.whenClientGone { [self] in end(.clientGone) }
      guard self.continuation != nil else { return }
      breakOff()
    }
  }

  func stop() {
    end(.failed(.stopped))
  }

  private func breakOff() {
    let connection = exchange.connection
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

  private func end(_ end: ProviderCallEnd) {
    guard let waiting = continuation else { return }
    continuation = nil
    waiting.resume(
      returning: GenerationResult(nothing: end, at: exchange.connection.world.now))
  }
}
