import HTTP
import Wire

/// The request as the origin gets it (Cloudflare "HTTP headers": edge to origin).
enum ForwardedRequest {
  /// The token that this edge leaves in `CDN-Loop` (RFC 8586).
  static let loopToken = "cloudflare"

  /// Whether a request has come through this edge before.
  static func isLoop(_ head: HTTPRequestHead) -> Bool {
    ListField.items(head.fields.values(of: "cdn-loop"))
      .contains { ListField.value(of: $0).lowercased() == loopToken }
  }

  /// The request with the edge's own fields in place of what the client may have made up.
  static func request(
    _ head: HTTPRequestHead, body: [UInt8], for visit: EdgeVisit
  ) -> HTTPRequest {
    HTTPRequest(head.method, target(of: head), fields: fields(of: head, for: visit), body: body)
  }

  private static func fields(of head: HTTPRequestHead, for visit: EdgeVisit) -> HTTPFields {
    var fields = HopByHop.removed(from: head.fields)
    // The client adds the length; the body is here already, so nobody needs to ask for it.
    for name in ["content-length", "expect", "x-real-ip"] { fields.remove(name) }
    fields.set("CF-Connecting-IP", visit.clientHost)
    fields.set("X-Forwarded-For", chain(fields.values(of: "x-forwarded-for"), visit.clientHost))
    fields.set("X-Forwarded-Proto", "https")
    fields.set("CF-Ray", visit.ray)
    fields.set("CF-Visitor", #"{"scheme":"https"}"#)
    fields.set("CF-IPCountry", "XX")
    fields.set("CDN-Loop", list(fields.values(of: "cdn-loop") + [loopToken], by: ", "))
    fields.set("Accept-Encoding", "br, gzip")
    fields.set("Connection", "Keep-Alive")
    return fields
  }

  /// Cloudflare's own example puts no space behind the comma, unlike nginx.
  private static func chain(_ before: [String], _ client: String) -> String {
    list(before + [client], by: ",")
  }

  private static func list(_ values: [String], by separator: String) -> String {
    values.filter { !$0.isEmpty }.joined(separator: separator)
  }

  /// An origin is asked for a path, also when the client named the whole address.
  static func target(of head: HTTPRequestHead) -> String {
    guard !head.target.hasPrefix("/") else { return head.target }
    guard let query = head.query else { return head.path }
    return "\(head.path)?\(query)"
  }
}
