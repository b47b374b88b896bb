import HTTP
import Service
import Wire
import World

/// A user's browser on the stage.
final class StageClient: @unchecked Sendable {  // Confined to its world's loop.
  static let origin = "https://app.bmm.example"
  static let prompt = "A server that tells the weather of any city"

  let world: World
  let service: Address
  /// The world of the service, for those who look at what it holds.
  let serviceWorld: World
  private let http: HTTPClient

  init(in world: World, of service: Address, in serviceWorld: World) {
    self.world = world
    self.serviceWorld = serviceWorld
    self.service = service
    http = HTTPClient(in: world, to: service)
  }

  func close() { http.close() }

  static func body(_ prompt: String = prompt) -> String {
    let value: JSONValue = ["prompt": .string(prompt)]
    return value.jsonString(pretty: false)
  }

  static func fields(of plan: Plan?) -> HTTPFields {
    var fields: HTTPFields = ["origin": origin, "content-type": "application/json"]
    if let plan { fields.append("cookie", "theme=dark; bmm_session=token-of-\(plan.rawValue)") }
    return fields
  }

  /// Sends a request and hands out the call, to be read or left.
  func open(
    _ method: String, _ target: String, _ fields: HTTPFields, _ body: String
  ) async throws -> HTTPCall {
    try await http.send(
      HTTPRequest(method, target, fields: fields, body: Array(body.utf8)),
      connectBy: world.now + .seconds(10))
  }

  /// Sends a request and reads the whole answer.
  func send(
    _ method: String, _ target: String, _ fields: HTTPFields, _ body: String = ""
  ) async throws -> ClientAnswer {
    let call = try await open(method, target, fields, body)
    defer { call.close() }
    return try await read(call)
  }

  func read(_ call: HTTPCall) async throws -> ClientAnswer {
    try await read(call, behind: try await call.head(by: .never))
  }

  func read(_ call: HTTPCall, behind head: HTTPResponseHead) async throws -> ClientAnswer {
    var answer = ClientAnswer(status: head.status, fields: head.fields)
    var bytes: [UInt8] = []
    while true {
      let start = bytes.count
      let arrival = try await call.body(by: .never) { bytes.append(contentsOf: $0) }
      guard case .bytes = arrival else { break }
      answer.pieces.append((world.now, String(decoding: bytes[start...], as: UTF8.self)))
    }
    answer.body = String(decoding: bytes, as: UTF8.self)
    answer.ended = world.now
    return answer
  }

  func preview(
    _ plan: Plan? = .team, prompt: String = prompt, extra: [(String, String)] = []
  ) async throws -> ClientAnswer {
    try await preview("/v1/servers/preview", plan, prompt, extra)
  }

  func stream(
    _ plan: Plan? = .team, prompt: String = prompt, extra: [(String, String)] = []
  ) async throws -> ClientAnswer {
    try await preview("/v1/servers/preview/stream", plan, prompt, extra)
  }

  private func preview(
    _ target: String, _ plan: Plan?, _ prompt: String, _ extra: [(String, String)]
  ) async throws -> ClientAnswer {
    var fields = Self.fields(of: plan)
    for (name, value) in extra { fields.set(name, value) }
    return try await send("POST", target, fields, Self.body(prompt))
  }

  /// Sends raw bytes and returns what comes back until the service ends the connection.
  func raw(_ text: String) async throws -> String {
    let connection = try await world.connect(to: service, by: world.now + .seconds(10))
    defer {
      connection.finish()
      connection.close()
    }
    connection.write(Array(text.utf8))
    while case .bytes = try await connection.more(by: .never) {}
    return connection.input.view.text
  }
}
