import HTTP
import Wire
import World

/// The answers that nginx makes itself.
enum NginxError {
  /// nginx's internal code of a head that does not fit into its buffers; clients see a 400.
  static let headTooLongCode = 494
  /// The codes of ngx_http_special_response.c that end the connection, and those that nginx gives
  /// before it has looked at the connection's fields.
  private static let ending = [400, 405, 413, 414, headTooLongCode, 500, 501, 505]

  /// The answer for a code: nginx's own page, or JSON where the rules have an `error_page`.
  static func answer(
    _ code: Int, _ version: String, _ profile: EdgeProfile, to visit: EdgeVisit, at time: WallTime
  ) -> HTTPAnswer {
    var answer =
      profile.errorReader.flatMap { shipped(code, readableBy: $0, to: visit) }
      ?? page(code, version, for: visit)
    answer.fields.append("Server", "nginx/\(version)")
    answer.fields.append("Date", time.httpDate)
    if ending.contains(code) { answer.fields.append("Connection", "close") }
    return answer
  }

  /// The page as nginx has had it for twenty years; its length is a way to recognise it.
  private static func page(_ code: Int, _ version: String, for visit: EdgeVisit) -> HTTPAnswer {
    let status = EdgeError(code: code).status
    let title = "\(status) \(reason(of: code))"
    var lines = ["<html>", "<head><title>\(title)</title></head>", "<body>"]
    if code == headTooLongCode {
      lines += [
        "<center><h1>\(status) \(reason(of: status))</h1></center>",
        "<center>\(reason(of: code))</center>",
      ]
    } else {
      lines.append("<center><h1>\(title)</h1></center>")
    }
    lines += ["<hr><center>nginx/\(version)</center>", "</body>", "</html>"]
    if visit.isChromeOrExplorer { lines += Array(repeating: padding, count: 6) }
    return HTTPAnswer(
      status: status, fields: ["Content-Type": "text/html"],
      body: Array(lines.map { $0 + "\r\n" }.joined().utf8))
  }

  /// Six of these make a page longer than 512 bytes, below which two browsers show their own.
  private static let padding = "<!-- a padding to disable MSIE and Chrome friendly error page -->"

  private static func reason(of code: Int) -> String {
    switch code {
    case 405: "Not Allowed"
    case 413: "Request Entity Too Large"
    case 414: "Request-URI Too Large"
    case headTooLongCode: "Request Header Or Cookie Too Large"
    case 503: "Service Temporarily Unavailable"
    case 504: "Gateway Time-out"
    default: HTTPStatus.reason(for: code)
    }
  }

  /// As `deploy/nginx/locations.conf` has it: a CDN would replace a 502 or 504, so both are a 503.
  /// Nil for a code that no `error_page` there names.
  private static func shipped(
    _ code: Int, readableBy reader: String, to visit: EdgeVisit
  ) -> HTTPAnswer? {
    let status: Int
    let (error, message): (String, String)
    switch code {
    case 413: (status, error, message) = (413, "body_too_large", "The request is too long.")
    case 500, 502, 503, 504:
      status = 503
      (error, message) = ("service_unavailable", "The service is away: try again.")
    case 400, 414, 431, headTooLongCode:
      (status, error, message) = (400, "bad_request", "The request could not be read.")
    default: return nil
    }
    var fields: HTTPFields = ["Content-Type": "application/json", "Vary": "Origin"]
    if visit.pageOrigin == reader {
      fields.append("Access-Control-Allow-Origin", reader)
      fields.append("Access-Control-Allow-Credentials", "true")
    }
    if !visit.requestID.isEmpty { fields.append("X-Request-Id", visit.requestID) }
    if status == 503 { fields.append("Retry-After", "5") }
    let json: JSONValue = ["error": .string(error), "message": .string(message)]
    return HTTPAnswer(
      status: status, fields: fields, body: Array(json.jsonString(pretty: false).utf8))
  }
}
