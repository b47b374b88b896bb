import HTTP
import World

/// One stream of `EvenStreams`: a timer for each event, and no task that wakes.
final class EvenStream: @unchecked Sendable {  // Confined to its server's loop.
  private static let event = Array("event: text\ndata: {\"delta\":\"abc\"}\n\n".utf8)
  private static let end = Array("event: spec\ndata: {\"spec\":{}}\n\n".utf8)

  private let exchange: HTTPExchange
  private let shape: EvenStreams.Shape
  private let book: EvenStreams.Book
  private let world: World
  private let start: Instant
  private let interval: Double
  private var sent = 0
  private var timer = TimerID.none
  private var done: UnsafeContinuation<Void, Never>?

  init(
    _ exchange: HTTPExchange, _ shape: EvenStreams.Shape, _ book: EvenStreams.Book,
    in world: World
  ) {
    self.exchange = exchange
    self.shape = shape
    self.book = book
    self.world = world
    start = world.now + shape.first
    interval = 1e9 / shape.perSecond
  }

  /// Returns when the last event is sent or the client has gone.
  func run() async {
    await withUnsafeContinuation { continuation in
      done = continuation
      arm()
      exchange.whenClientGone { [self] in finish() }
    }
  }

  private var due: Instant { start.advanced(byNanoseconds: Int64(Double(sent) * interval)) }

  private func arm() {
    timer = world.at(due) { [self] in send() }
  }

  private func send() {
    while sent < shape.events, due <= world.now {
      exchange.send(Self.event)
      sent += 1
      book.events += 1
    }
    guard sent == shape.events else { return arm() }
    exchange.send(Self.end)
    exchange.endStream()
    finish()
  }

  private func finish() {
    world.cancel(timer)
    done?.resume()
    done = nil
  }
}
