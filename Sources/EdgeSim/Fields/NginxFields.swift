import HTTP
import Wire
import World

/// The heads that nginx passes on, in both directions.
enum NginxFields {
  /// The request as the origin gets it, with the `proxy_set_header` lines that nearly all have, or
  /// with those of the shipped rules.
  static func request(
    _ head: HTTPRequestHead, body: [UInt8], _ profile: EdgeProfile, for visit: EdgeVisit
  ) -> HTTPRequest {
    var fields = head.fields.kept { isPassedOn($0) }
    let before = profile.replacesForwardedFor ? [] : head.fields.values(of: "x-forwarded-for")
    // Lines are joined as they are, also an empty one.
    fields.set("X-Forwarded-For", (before + [visit.clientHost]).joined(separator: ", "))
    if profile.hasShippedFields {
      fields.remove("cf-connecting-ip")
      fields.set("X-Request-Id", visit.requestID)
      // Passed on as it came; only the connection's own field makes an upgrade of it.
      if let upgrade = head.fields["upgrade"] { fields.set("Upgrade", upgrade) }
      // The site listens with TLS, of which nothing is simulated but this.
      fields.set("X-Forwarded-Proto", "https")
    } else {
      fields.set("X-Real-IP", visit.clientHost)
    }
    let isKept = profile.originVersion == .http11
    if !isKept { fields.append("Connection", "close") }
    var request = HTTPRequest(
      head.method, ForwardedRequest.target(of: head), fields: fields, body: body)
    request.version = profile.originVersion
    return request
  }

  /// The answer as the client gets it; `added` is for those that are no errors.
  static func response(
    _ head: HTTPResponseHead, _ version: String, _ added: HTTPFields, at time: WallTime
  ) -> HTTPResponseHead {
    var fields: HTTPFields = ["Server": "nginx/\(version)", "Date": time.httpDate]
    fields.append(head.fields.kept { !isHidden($0) })
    if head.status == 204 { fields.remove("content-length") }
    if addingStatuses.contains(head.status) { fields.append(added) }
    return HTTPResponseHead(status: head.status, fields: fields)
  }

  /// What the origin wants of the buffering of its answer; nil when it says nothing nginx knows.
  static func wantsBuffering(_ head: HTTPResponseHead) -> Bool? {
    switch head.fields["x-accel-buffering"]?.lowercased() {
    case "yes": true
    case "no": false
    default: nil
    }
  }

  /// Removed are the fields of the connection, but not those that it nominates, and names that
  /// nginx finds invalid: with an underscore or a dot (underscores_in_headers,
  /// ignore_invalid_headers). The body is here already, so nobody needs to ask for it.
  private static func isPassedOn(_ field: HTTPFieldView) -> Bool {
    field.name.allSatisfy { isPlain($0) } && !removed.contains(field)
  }

  private static let removed: HTTPFieldNames = [
    "connection", "proxy-connection", "te", "keep-alive", "expect", "upgrade", "content-length",
    "transfer-encoding", "x-forwarded-for",
  ]

  /// The statuses that add_header without `always` is for (ngx_http_headers_module).
  private static let addingStatuses = [200, 201, 204, 206, 301, 302, 303, 304, 307, 308]

  /// Fields of the connection, but not those that it nominates, and what nginx keeps for itself
  /// (ngx_http_proxy_module).
  private static func isHidden(_ field: HTTPFieldView) -> Bool {
    hidden.contains(field) || field.isNamed("x-accel-") || field.begins(with: "x-accel-")
  }

  private static let hidden: HTTPFieldNames = [
    "connection", "keep-alive", "transfer-encoding", "date", "server", "x-pad",
  ]

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
