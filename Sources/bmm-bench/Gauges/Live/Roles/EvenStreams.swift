import HTTP
import Wire
import World

/// Streams of text events at an even pace, as the service's are, with a spec at the end.
final class EvenStreams: HTTPHandler {
  /// How each stream is.
  struct Shape: Sendable {
    /// From the request to the first event.
    let first: Duration
    /// Events per second from there on.
    let perSecond: Double
    /// Events of text in all.
    let events: Int
  }

  /// Where one asks how many streams are open, and how many events were sent.
  static let bookPath = "/open"

  private let shape: Shape
  private let world: World
  private let book = Book()

  init(_ shape: Shape, in world: World) {
    self.shape = shape
    self.world = world
  }

  func handle(_ exchange: HTTPExchange) async throws {
    guard exchange.head.target != Self.bookPath else { return exchange.respond(book.answer) }
    exchange.startStream(status: 200, fields: ["content-type": "text/event-stream"])
    let stream = EvenStream(exchange, shape, book, in: world)
    book.open += 1
    await stream.run()
    book.open -= 1
  }

  func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer {
    HTTPAnswer(status: refusal.status)
  }

  /// What is known of all streams together.
  final class Book: @unchecked Sendable {  // Confined to the server's loop.
    var open = 0
    var events = 0

    var answer: HTTPAnswer {
      let value: JSONValue = ["open": .integer(Int64(open)), "events": .integer(Int64(events))]
      return HTTPAnswer(
        status: 200, fields: ["content-type": "application/json"],
        body: Array(value.jsonString(pretty: false).utf8))
    }
  }
}
