import HTTP
import Wire
import World

/// `bmm-bench measure-server`: our HTTP server with one small answer, to be put under load.
enum PlainServerCommand {
  static let spec = CommandSpec(
    name: "bmm-bench measure-server",
    summary: "Answers every request with the same small JSON, for the gauges of the server.")

  /// Serves until it is ended.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    do {
      let loop = try Loop.live(LiveOptions(seed: 1))
      let world = World("server", on: loop)
      let server = HTTPServer("server", in: world, handler: PlainAnswer())
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
