import HTTP
import Wire
import World

/// What the providers' interfaces have in common: JSON goes out with a key, and refusals come back.
final class ProviderAPI: Sendable {
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

  /// Sends a request, without waiting for anything.
  func ask(
    _ json: JSONValue, _ requestID: String, over upstream: Upstream
  ) throws(CallStop) {
    try upstream.send(request(json, requestID), by: http)
  }

  /// What a status other than 200 means, by the rest of the answer.
  static func refusal(of upstream: Upstream) async throws -> ProviderFailure {
    let body = try await upstream.wholeBody()
    guard let head = upstream.refusal else {
      preconditionFailure("an answer was taken for a refusal")
    }
    return ProviderRefusal.failure(head, body)
  }

  /// Waits for the answer as a whole.
  static func answer(of upstream: Upstream) async throws -> JSONValue {
    try await upstream.sent()
    try await upstream.readHead()
    if upstream.refusal != nil { throw try await refusal(of: upstream) }
    return try parse(try await upstream.wholeBody())
  }

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
