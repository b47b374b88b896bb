import HTTP
import Wire

/// The requests that the page of a user sends.
struct PageRequests: Sendable {
  private let client: ClientModel
  private let host: String
  private let webOrigin: String
  private let cookie: String

  /// The requests of an account's page to a target.
  init(_ client: ClientModel, _ account: UserAccount, _ target: UserTarget) {
    self.client = client
    host = target.host
    webOrigin = target.webOrigin
    cookie = "bmm_session=\(account.user.sessionToken)"
  }

  /// What asks for a preview, as the page's interface does it.
  func preview(
    id: String, _ route: Route, body: [UInt8], _ source: EventSourceState
  ) -> HTTPRequest {
    client.api == .fetch ? posting(id: id, route.path, body) : subscribing(id: id, route, source)
  }

  /// The body of a request for a preview; `{n}` in a prompt becomes the number.
  static func body(prompt: String, number: Int) -> [UInt8] {
    let text = prompt.replacing("{n}", with: "\(number)")
    let body = JSONValue.object([JSONMember(key: "prompt", value: .string(text))])
    return Array(body.jsonString(pretty: false).utf8)
  }

  /// Any other request; its own fields go before the usual ones.
  func other(id: String, _ step: RequestStep) -> HTTPRequest {
    var fields = usual(id: id)
    if !step.body.isEmpty { fields.append("content-type", "application/json") }
    fields.set(step.fields)
    return HTTPRequest(step.method, step.path, fields: fields, body: step.body)
  }

  /// What `fetch` sends.
  private func posting(id: String, _ path: String, _ body: [UInt8]) -> HTTPRequest {
    var fields: HTTPFields = [
      "host": host, "origin": webOrigin, "accept": "*/*",
      "content-type": "application/json", "cookie": cookie, "x-request-id": id,
    ]
    if client.acceptsGzip { fields.append("accept-encoding", "gzip") }
    if let lie = client.forwardedFor { fields.append("x-forwarded-for", lie) }
    return HTTPRequest("POST", path, fields: fields, body: body)
  }

  /// What `EventSource` sends: it knows no other method than GET, and no body.
  private func subscribing(
    id: String, _ route: Route, _ source: EventSourceState
  ) -> HTTPRequest {
    var fields: HTTPFields = [
      "host": host, "origin": webOrigin, "accept": "text/event-stream",
      "cache-control": "no-store", "cookie": cookie, "x-request-id": id,
    ]
    if let lie = client.forwardedFor { fields.append("x-forwarded-for", lie) }
    if !source.lastEventID.isEmpty { fields.append("last-event-id", source.lastEventID) }
    return HTTPRequest("GET", route.path, fields: fields)
  }

  private func usual(id: String) -> HTTPFields {
    var fields: HTTPFields = [
      "host": host, "origin": webOrigin, "accept": "*/*", "cookie": cookie, "x-request-id": id,
    ]
    if client.acceptsGzip { fields.append("accept-encoding", "gzip") }
    if let lie = client.forwardedFor { fields.append("x-forwarded-for", lie) }
    return fields
  }
}
