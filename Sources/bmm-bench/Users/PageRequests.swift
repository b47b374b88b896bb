import HTTP
import Service
import Wire

/// The requests that the page of a group's users sends.
///
/// What is the same in each stands ready, so that a request copies it and adds its own fields.
final class PageRequests: Sendable {
  /// Who asks, and by which request.
  struct Asker {
    /// The id of the request.
    let id: String
    /// What the browser knows of a session; nil for nobody who is logged in.
    let cookie: String?
  }

  private let client: ClientModel
  private let host: String
  private let posting: HTTPFields
  private let subscribing: HTTPFields
  private let usual: HTTPFields

  /// The requests of a page to a target.
  init(_ client: ClientModel, _ target: UserTarget) {
    self.client = client
    host = target.host
    let webOrigin = target.webOrigin
    usual = ["host": host, "origin": webOrigin, "accept": "*/*"]
    posting = [
      "host": host, "origin": webOrigin, "accept": "*/*", "content-type": "application/json",
    ]
    subscribing = [
      "host": host, "origin": webOrigin, "accept": "text/event-stream",
      "cache-control": "no-store",
    ]
  }

  /// What a browser sends of a session with that secret.
  static func cookie(of session: String) -> String { "bmm_session=" + session }

  /// What asks for a preview, as the page's interface does it; only one of them has a body.
  func preview(
    _ asker: Asker, _ route: Route, body: () -> [UInt8], _ source: EventSourceState
  ) -> HTTPRequest {
    client.api == .fetch
      ? posting(asker, route.path, body()) : subscribing(asker, route, source)
  }

  /// Any other request; its own fields go before the usual ones.
  func other(_ asker: Asker, _ step: RequestStep) -> HTTPRequest {
    var fields = fields(usual, of: asker)
    addEncoding(to: &fields)
    if !step.body.isEmpty { fields.append("content-type", "application/json") }
    fields.set(step.fields)
    return HTTPRequest(step.method, step.path, fields: fields, body: step.body)
  }

  /// The page's script asks for a log-in link.
  func link(_ asker: Asker, for email: String) -> HTTPRequest {
    let body = JSONValue.object([JSONMember(key: "email", value: .string(email))])
    return posting(asker, Route.magicLink.path, Array(body.jsonString(pretty: false).utf8))
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
  private func posting(_ asker: Asker, _ path: String, _ body: [UInt8]) -> HTTPRequest {
    var fields = fields(posting, of: asker)
    addEncoding(to: &fields)
    return HTTPRequest("POST", path, fields: fields, body: body)
  }

  /// What `EventSource` sends: it knows no other method than GET, and no body.
  private func subscribing(
    _ asker: Asker, _ route: Route, _ source: EventSourceState
  ) -> HTTPRequest {
    var fields = fields(subscribing, of: asker)
    if let lie = client.forwardedFor { fields.append("x-forwarded-for", lie) }
    if !source.lastEventID.isEmpty { fields.append("last-event-id", source.lastEventID) }
    return HTTPRequest("GET", route.path, fields: fields)
  }

  /// Fields with the asker's own behind them, and room for what may follow.
  private func fields(_ common: HTTPFields, of asker: Asker) -> HTTPFields {
    var fields = common.kept { _ in true }
    if let cookie = asker.cookie { fields.append("cookie", cookie) }
    fields.append("x-request-id", asker.id)
    return fields
  }

  private func addEncoding(to fields: inout HTTPFields) {
    if client.acceptsGzip { fields.append("accept-encoding", "gzip") }
    if let lie = client.forwardedFor { fields.append("x-forwarded-for", lie) }
  }
}
