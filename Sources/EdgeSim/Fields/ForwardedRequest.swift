import HTTP
import Wire

/// The request as the origin gets it (Cloudflare "HTTP headers": edge to origin).
enum ForwardedRequest {
  /// The token that this edge leaves in `CDN-Loop` (RFC 8586).
  static let loopToken = "cloudflare"

  /// Whether a request has come through this edge before.
  static func isLoop(_ head: HTTPRequestHead) -> Bool {
    guard head.fields.has("cdn-loop") else { return false }
    return ListField.items(head.fields.values(of: "cdn-loop"))
      .contains { ListField.value(of: $0).lowercased() == loopToken }
  }

  /// The request with the edge's own fields in place of what the client may have made up.
  static func request(
    _ head: HTTPRequestHead, body: [UInt8], for visit: EdgeVisit
  ) -> HTTPRequest {
    HTTPRequest(head.method, target(of: head), fields: fields(of: head, for: visit), body: body)
  }

  private static func fields(of head: HTTPRequestHead, for visit: EdgeVisit) -> HTTPFields {
    var fields = head.fields
    if fields.has("x-forwarded-for") || fields.has("cdn-loop") {
      fields = HopByHop.removed(from: fields, removed)
      fields = fields.replacing([], by: added(to: fields, for: visit))
    } else {
      fields = HopByHop.removed(from: fields, removed, replacedBy: visit.added)
    }
    visit.ray.withBytes { fields.set("CF-Ray", $0) }
    return fields
  }

  /// What is added to a request that came through other proxies.
  private static func added(to fields: HTTPFields, for visit: EdgeVisit) -> HTTPFields {
    var added = visit.added
    let (chain, loop) = (fields.values(of: "x-forwarded-for"), fields.values(of: "cdn-loop"))
    // Cloudflare's own example puts no space behind the comma, unlike nginx.
    added.set("X-Forwarded-For", list(chain, visit.clientHost, by: ","))
    if !loop.isEmpty { added.set("CDN-Loop", list(loop, loopToken, by: ", ")) }
    return added
  }

  /// What is added to all requests of a client, with another ray.
  static func added(for clientHost: String, ray: EdgeRay) -> HTTPFields {
    [
      "CF-Connecting-IP": clientHost, "X-Forwarded-For": clientHost, "X-Forwarded-Proto": "https",
      "CF-Ray": ray.text, "CF-Visitor": #"{"scheme":"https"}"#, "CF-IPCountry": "XX",
      "CDN-Loop": loopToken, "Accept-Encoding": "br, gzip", "Connection": "Keep-Alive",
    ]
  }

  /// The client adds the length; the body is here already, so nobody needs to ask for it.
  private static let removed = HopByHop.names + ["content-length", "expect", "x-real-ip"]

  private static func list(_ before: [String], _ last: String, by separator: String) -> String {
    if before.isEmpty { return last }
    return (before + [last]).filter { !$0.isEmpty }.joined(separator: separator)
  }

  /// An origin is asked for a path, also when the client named the whole address.
  static func target(of head: HTTPRequestHead) -> String {
    guard head.target.utf8.first != UInt8(ascii: "/") else { return head.target }
    guard let query = head.query else { return head.path }
    return "\(head.path)?\(query)"
  }
}
