import Wire
import World

/// The origin's head as the client gets it (Cloudflare "HTTP headers": edge to client).
enum ForwardedResponse {
  /// The head with the edge's own fields, and without those meant for proxies.
  static func head(
    _ head: HTTPResponseHead, for visit: EdgeVisit, at time: WallTime
  ) -> HTTPResponseHead {
    var fields = head.fields
    // `X-Accel-Buffering` and its like are orders to an nginx, which never reach a browser.
    if fields.has("date"), !HopByHop.nominates(fields) {
      fields = fields.replacing(HopByHop.names, "x-accel-", by: marks)
    } else {
      fields = HopByHop.removed(from: fields, HopByHop.names, "x-accel-")
      // A recipient with a clock adds the date if the origin had none (RFC 9110 §6.6.1).
      if !fields.has("date") { fields.append("Date", time.httpDate) }
      fields = fields.replacing([], by: marks)
    }
    // A status that can have no content must not announce any (RFC 9110 §8.6).
    if head.status == 204 { fields.remove("content-length") }
    fields.set("cf-ray", visit.ray)
    return HTTPResponseHead(status: head.status, fields: fields)
  }

  /// What is the same for all answers.
  private static let marks: HTTPFields = ["server": "cloudflare", "cf-cache-status": "DYNAMIC"]
}
