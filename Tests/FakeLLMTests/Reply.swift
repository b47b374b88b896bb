import HTTP
import Wire
import World

/// All that a client saw of one answer.
struct Reply: Sendable {
  var status = 0
  var fields = HTTPFields()
  var body: [UInt8] = []
  var events: [Seen] = []
  var headAt = Instant.start
  var endedAt = Instant.start
  var failure: HTTPClientError?
  var hasPartialEvent = false
  var timedOut = false

  struct Seen: Sendable {
    let event: SSEEvent
    let data: JSONValue
    let at: Instant
  }

  /// How long a client waits for the next byte.
  static let patience = Duration.seconds(1000)

  static func read(
    _ request: HTTPRequest, from client: HTTPClient, in world: World,
    leaveAfter leaving: Int = .max
  ) async throws -> Reply {
    let call = try await client.send(request, connectBy: world.now + .seconds(10))
    defer { call.close() }
    var reply = Reply()
    do {
      try await reply.read(call, world, leaveAfter: leaving)
    } catch let error as HTTPClientError {
      reply.failure = error
    }
    reply.endedAt = world.now
    return reply
  }

  private mutating func read(
    _ call: HTTPCall, _ world: World, leaveAfter leaving: Int
  ) async throws {
    let head = try await call.head(by: world.now + Self.patience)
    (status, fields, headAt) = (head.status, head.fields, world.now)
    var parser = SSEParser()
    while true {
      var piece: [UInt8] = []
      let arrival = try await call.body(by: world.now + Self.patience) { piece += $0 }
      guard case .bytes = arrival else {
        if case .timeout = arrival { timedOut = true }
        return
      }
      body += piece
      if isStream { try take(piece, &parser, at: world.now) }
      hasPartialEvent = parser.hasPartialEvent
      if texts.count >= leaving { return call.abort(Left()) }
    }
  }

  private mutating func take(
    _ piece: [UInt8], _ parser: inout SSEParser, at now: Instant
  ) throws {
    var found: [SSEEvent] = []
    try piece.withUnsafeBufferPointer { try parser.feed($0) { found.append($0.event) } }
    for event in found {
      // The one event that is not JSON; others that are none are faults, and null here.
      let data = event.data == "[DONE]" ? "[DONE]" : (try? JSONValue.parse(event.data)) ?? .null
      events.append(Seen(event: event, data: data, at: now))
    }
  }

  private struct Left: Error {}
}

extension Reply {
  var isStream: Bool { fields["content-type"]?.hasPrefix("text/event-stream") == true }

  var names: [String] { events.map(\.event.type) }

  /// The text deltas, in their order.
  var texts: [String] { events.compactMap { $0.data["delta"]?["text"]?.stringValue } }

  /// The deltas of the choice that chat completions stream, in their order.
  var deltas: [JSONValue] { events.compactMap { $0.data["choices"]?[0]?["delta"] } }

  /// When each text delta came.
  var textTimes: [Instant] {
    events.filter { $0.data["delta"]?["text"] != nil }.map(\.at)
  }

  /// The body as one JSON value.
  var json: JSONValue {
    get throws { try JSONValue.parse(body) }
  }

  func event(_ name: String) -> JSONValue? {
    events.first { $0.event.type == name }?.data
  }
}
