import HTTP
import Wire
import World

/// What the providers' interfaces have in common: JSON goes out with a key, and refusals come back.
struct ProviderAPI: Sendable {
  private let http: HTTPClient
  private let path: String
  private let fields: HTTPFields

  /// An interface at a path; `key` are the fields that say who asks.
  init(_ http: HTTPClient, _ path: String, key: HTTPFields) {
    self.http = http
    self.path = path
    var fields: HTTPFields = [
      "content-type": "application/json", "accept": "application/json",
    ]
    for field in key { fields.append(field.name, field.value) }
    self.fields = fields
  }

  /// Sends a request and reads the head of its answer; throws what another status than 200 means.
  func open(
    _ json: JSONValue, _ requestID: String, over upstream: Upstream, by deadline: Instant
  ) async throws {
    try await upstream.send(request(json, requestID), by: http, until: deadline)
    let head = try await upstream.head(by: upstream.silence(before: deadline))
    guard head.status == 200 else {
      throw ProviderRefusal.failure(head, try await upstream.wholeBody(by: deadline))
    }
  }

  /// Sends a request and reads its answer as a whole.
  func answer(
    to json: JSONValue, _ requestID: String, over upstream: Upstream, by deadline: Instant
  ) async throws -> JSONValue {
    try await open(json, requestID, over: upstream, by: deadline)
    return try Self.parse(try await upstream.wholeBody(by: deadline))
  }

  @inline(never)
  private func request(_ json: JSONValue, _ requestID: String) -> HTTPRequest {
    var fields = fields
    fields.append("x-request-id", requestID)
    var body: [UInt8] = []
    json.write(into: &body)
    return HTTPRequest("POST", path, fields: fields, body: body)
  }

  private static func parse(_ body: [UInt8]) throws(ProviderFailure) -> JSONValue {
    do {
      return try JSONValue.parse(body)
    } catch {
      throw .malformed("the answer is not JSON: \(error)")
    }
  }
}
