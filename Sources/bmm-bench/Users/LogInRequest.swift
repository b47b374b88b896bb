import HTTP
import Service
import Wire

/// What a browser sends when somebody logs in by mail.
struct LogInRequest {
  /// Where it goes.
  let target: UserTarget

  /// The page's script asks for a link, for nobody who is logged in.
  func asking(for email: String, id: String) -> HTTPRequest {
    let body = JSONValue.object([JSONMember(key: "email", value: .string(email))])
    return HTTPRequest(
      "POST", Route.magicLink.path,
      fields: [
        "host": target.host, "origin": target.webOrigin, "accept": "*/*",
        "content-type": "application/json", "x-request-id": id,
      ], body: Array(body.jsonString(pretty: false).utf8))
  }

  /// The user follows the link of a mail, from a program that is no page.
  func click(on mail: Mail, id: String) -> HTTPRequest {
    HTTPRequest(
      "GET", Self.target(of: mail.link),
      fields: ["host": target.host, "accept": "text/html,*/*;q=0.8", "x-request-id": id])
  }

  /// What stands behind the host: users reach the service by the outermost role.
  private static func target(of url: String) -> String {
    guard let scheme = url.firstRange(of: "://"),
      let start = url[scheme.upperBound...].firstIndex(of: "/")
    else { return url }
    return String(url[start...])
  }
}
