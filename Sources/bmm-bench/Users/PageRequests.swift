import HTTP
import Service
import Wire

/// The requests that the page of a user sends.
struct PageRequests: Sendable {
  private let client: ClientModel
  private let host: String
  private let webOrigin: String
  /// The secret of the session that the browser has; nil for nobody who is logged in.
  var session: String?

  /// The requests of an account's page to a target.
  init(_ client: ClientModel, _ account: UserAccount, _ target: UserTarget) {
    self.client = client
    host = target.host
    webOrigin = target.webOrigin
    session = account.user.sessionToken
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

  /// The page's script asks for a log-in link.
  func link(id: String, for email: String) -> HTTPRequest {
    let body = JSONValue.object([JSONMember(key: "email", value: .string(email))])
    return posting(id: id, Route.magicLink.path, Array(body.jsonString(pretty: false).utf8))
  }

  /// The user follows a link of a mail, from a program that is no page.
  func click(id: String, on mail: Mail) -> HTTPRequest {
    // Users reach the service by the outermost role, whatever host the link names.
    let scheme = mail.link.firstRange(of: "://")?.upperBound ?? mail.link.startIndex
    let target = mail.link[scheme...].drop { $0 != "/" }
    var fields: HTTPFields = [
      "host": host, "accept": "text/html,*/*;q=0.8", "x-request-id": id,
    ]
    if let lie = client.forwardedFor { fields.append("x-forwarded-for", lie) }
    return HTTPRequest("GET", String(target), fields: fields)
  }

  /// What `fetch` sends.
  private func posting(id: String, _ path: String, _ body: [UInt8]) -> HTTPRequest {
    var fields: HTTPFields = [
      "host": host, "origin": webOrigin, "accept": "*/*",
      "content-type": "application/json",
    ]
    identify(id, in: &fields)
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
      "cache-control": "no-store",
    ]
    identify(id, in: &fields)
    if let lie = client.forwardedFor { fields.append("x-forwarded-for", lie) }
    if !source.lastEventID.isEmpty { fields.append("last-event-id", source.lastEventID) }
    return HTTPRequest("GET", route.path, fields: fields)
  }

  private func identify(_ id: String, in fields: inout HTTPFields) {
    if let session { fields.append("cookie", "bmm_session=\(session)") }
    fields.append("x-request-id", id)
  }

  private func usual(id: String) -> HTTPFields {
    var fields: HTTPFields = ["host": host, "origin": webOrigin, "accept": "*/*"]
    identify(id, in: &fields)
    if client.acceptsGzip { fields.append("accept-encoding", "gzip") }
    if let lie = client.forwardedFor { fields.append("x-forwarded-for", lie) }
    return fields
  }
}
