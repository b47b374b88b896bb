import Wire
import World

/// The origin's head as the client gets it (Cloudflare "HTTP headers": edge to client).
enum ForwardedResponse {
  /// The head with the edge's own fields, and without those meant for proxies.
  static func head(
    _ head: HTTPResponseHead, for visit: EdgeVisit, at time: WallTime
  ) -> HTTPResponseHead {
    var fields = HTTPFields()
    for field in HopByHop.removed(from: head.fields) where !isForProxies(field) {
      fields.append(field)
    }
    // A status that can have no content must not announce any (RFC 9110 §8.6).
    if head.status == 204 { fields.remove("content-length") }
    // A recipient with a clock adds the date if the origin had none (RFC 9110 §6.6.1).
    if fields["date"] == nil { fields.append("Date", time.httpDate) }
    fields.set("server", "cloudflare")
    fields.set("cf-cache-status", "DYNAMIC")
    fields.set("cf-ray", visit.ray)
    return HTTPResponseHead(status: head.status, fields: fields)
  }

  /// `X-Accel-Buffering` and its like are orders to an nginx, which never reach a browser.
  private static func isForProxies(_ field: HTTPField) -> Bool {
    field.name.utf8.count > 8 && field.name.prefix(8).lowercased() == "x-accel-"
  }
}
