import HTTP
import Wire
import World

/// `bmm-bench measure-server`: our HTTP server with one small answer, to be put under load.
enum PlainServerCommand {
  static let spec = CommandSpec(
    name: "bmm-bench measure-server",
    summary: "Answers every request with the same small JSON, or with an even stream of events.",
    flags: [
      FlagSpec(
        name: "streams", kind: .rate, help: "answers are streams of so many events a second"),
      FlagSpec(
        name: "first", kind: .duration, presence: .defaultsTo("50ms"),
        help: "how late the first event of a stream comes"),
      FlagSpec(
        name: "events", kind: .integer(1...1_000_000_000), presence: .defaultsTo("100"),
        help: "how many events a stream has"),
    ])

  private static func handler(_ flags: Flags, in world: World) -> any HTTPHandler {
    guard let perSecond = flags.rate("streams") else { return PlainAnswer() }
    let shape = EvenStreams.Shape(
      first: flags.duration("first") ?? .zero, perSecond: perSecond,
      events: flags.integer("events") ?? 1)
    return EvenStreams(shape, in: world)
  }

  /// Serves until it is ended.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    do {
      let loop = try Loop.live(LiveOptions(seed: 1))
      let world = World("server", on: loop)
      let server = HTTPServer("server", in: world, handler: handler(flags, in: world))
      let address = try server.listen(at: Address("127.0.0.1", port: 0))
      console.print(RoleLine.ready("server", at: address))
      _ = loop.run(until: .never)
      return .success
    } catch {
      console.note("\(spec.name): \(error)")
      return .unusable
    }
  }
}

/// The same answer to every request.
final class PlainAnswer: HTTPHandler {
  /// The body: 200 bytes of JSON, about as long as the service's shorter answers.
  static let body: String = {
    let (start, end) = ("{\"status\":\"ok\",\"text\":\"", "\"}")
    return start + String(repeating: "x", count: 200 - start.utf8.count - end.utf8.count) + end
  }()

  private let answer = HTTPAnswer(
    status: 200, fields: ["content-type": "application/json"], body: Array(body.utf8))

  func handle(_ exchange: HTTPExchange) async throws {
    exchange.respond(answer)
  }

  func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer {
    HTTPAnswer(status: refusal.status)
  }
}
