import HTTP
import Service
import Wire
import World

@testable import bmm_bench

/// A server that answers one request with raw bytes, and one user's view of what comes.
enum ScriptedServer {
  /// What the server does with the request.
  enum Step: Sendable {
    case write(String)
    case bytes([UInt8])
    case wait(Duration)
    case finish
    case reset
  }

  static let latency = Duration.milliseconds(1)
  private static let address = Address("service", port: 80)

  /// The record of a user that reads the answer until `departure`.
  static func answer(
    _ steps: [Step], to client: ClientModel = ClientModel(), on route: Route = .stream,
    until departure: Instant = .start + .seconds(600)
  ) -> RequestRecord {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .constant(latency.seconds))
    let loop = Loop.simulated(options)
    let (users, service) = (World("users", on: loop), World("service", on: loop))
    let box = Box()
    service.spawn("server") { await serve(steps, in: service) }
    users.spawn("user") {
      box.record = await read(as: client, on: route, until: departure, in: users)
    }
    let end = loop.run(until: .start + .seconds(1000))
    guard end == .idle, users.openConnections == 0, let record = box.record else {
      preconditionFailure("the run ended by \(end), with \(users.openConnections) connections")
    }
    return record
  }

  /// Chunked bytes, so that the body's end can be told from a broken connection.
  static func chunk(_ text: String) -> String {
    "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
  }

  private final class Box: @unchecked Sendable {  // Used on the loop's thread only.
    var record: RequestRecord?
  }

  private static func read(
    as model: ClientModel, on route: Route, until departure: Instant, in world: World
  ) async -> RequestRecord? {
    var record = RequestRecord(
      id: "u-1", group: "u", account: "u", plan: .team, route: route, planned: world.now,
      started: world.now)
    record.view = model.view
    let client = HTTPClient(in: world, to: address)
    defer { client.close() }
    let request = HTTPRequest("POST", "/", body: Array("{}".utf8))
    guard let call = try? await client.send(request, connectBy: departure) else { return nil }
    let reader = AnswerReader(
      record, on: UserPage(model, webOrigin: Stack.webOrigin), in: world)
    return await reader.record(of: call, until: departure)
  }

  private static func serve(_ steps: [Step], in world: World) async {
    let connection: Connection? = await withUnsafeContinuation { continuation in
      let box = ListenerBox()
      box.listener = try? world.listen(at: address) { connection in
        box.listener?.close()
        box.listener = nil
        continuation.resume(returning: connection)
      }
    }
    guard let connection, (try? await connection.more()) == .bytes else { return }
    for step in steps {
      switch step {
      case .write(let text): connection.write(Array(text.utf8))
      case .bytes(let bytes): connection.write(bytes)
      case .wait(let time): await world.sleep(for: time)
      case .finish: connection.finish()
      case .reset: return connection.close()
      }
    }
    while let arrival = try? await connection.more(), arrival == .bytes {
      connection.consume(connection.input.count)
    }
    connection.finish()
    connection.close()
  }

  private final class ListenerBox: @unchecked Sendable {  // Used on the loop's thread only.
    var listener: Listener?
  }
}

extension AnswerReader {
  /// What a user has noticed of an answer that it reads until `departure`.
  func record(of call: HTTPCall, until departure: Instant) async -> RequestRecord {
    read(call, until: departure)
    while !isOver { await withUnsafeContinuation { park($0) } }
    close()
    return record
  }
}
