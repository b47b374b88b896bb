import HTTP
import Wire
import World

/// What all ways to answer an exchange have in common: the client may go, and they end once.
class ExchangeGeneration: Generation, @unchecked Sendable {  // Confined to its connection's loop.
  final let exchange: HTTPExchange
  final let connection: Connection
  final let world: World
  final private(set) var result: GenerationResult?
  /// What it waits for; given up at its end.
  final var timer = TimerID.none
  private var done: (() -> Void)?

  init(_ exchange: HTTPExchange) {
    self.exchange = exchange
    connection = exchange.connection
    world = connection.world
  }

  // MARK: What differs

  /// The tokens that were generated until now.
  var tokens: Int { 0 }
  /// When the first token was ready, if one was.
  var firstToken: Instant? { nil }
  /// The fingerprint of the text that was sent; nil when it is not known which bytes were text.
  var text: ByteFingerprint? { ByteFingerprint() }
  /// Does the first of its work.
  func begin() {}

  // MARK: Life

  final func run(_ done: @escaping () -> Void) {
    self.done = done
    exchange.whenClientGone { [self] in end(.clientGone) }
    if isRunning { begin() }
  }

  final func stop() {
    end(.failed(.stopped))
  }

  /// Whether it has begun and not ended.
  final var isRunning: Bool { done != nil }

  /// Ends it, unless it has ended.
  final func end(_ end: ProviderCallEnd) {
    guard let done else { return }
    self.done = nil
    world.cancel(timer)
    connection.sink = nil
    result = GenerationResult(
      end: end, ended: world.now, firstToken: firstToken, tokens: tokens, text: text)
    done()
  }
}
