import Wire
import World

/// The origin's head as the client gets it (Cloudflare "HTTP headers": edge to client).
enum ForwardedResponse {
  /// Puts the edge's own fields into a head, and takes out those meant for proxies.
  static func rewrite(_ head: inout HTTPResponseHead, for visit: EdgeVisit, at time: () -> WallTime)
  {
    // Taken out of the head, so that they change where they are and need no second memory.
    var fields: HTTPFields = [:]
    swap(&fields, &head.fields)
    // `X-Accel-Buffering` and its like are orders to an nginx, which never reach a browser.
    if HopByHop.nominates(fields) {
      fields = HopByHop.removed(from: fields, HopByHop.names, "x-accel-")
    } else {
      fields.remove(HopByHop.names, "x-accel-")
    }
    // A recipient with a clock adds the date if the origin had none (RFC 9110 §6.6.1).
    if !fields.has("date") { fields.append("Date", time().httpDate) }
    // A status that can have no content must not announce any (RFC 9110 §8.6).
    if head.status == 204 { fields.remove("content-length") }
    fields.set(marks)
    visit.ray.withBytes { fields.set("cf-ray", $0) }
    head = HTTPResponseHead(status: head.status, fields: fields)
  }

  /// What is the same for all answers.
  private static let marks: HTTPFields = ["server": "cloudflare", "cf-cache-status": "DYNAMIC"]
}
