import HTTP
import Wire
import World

/// The whole answer the edge gives on its own account.
enum EdgeErrorAnswer {
  /// The answer for an error; without any CORS field, which is what browsers then complain of.
  static func answer(
    _ error: EdgeError, by profile: EdgeProfile, to visit: EdgeVisit,
    at time: WallTime
  ) -> HTTPAnswer {
    let format = profile.errorBody.format(of: error, for: visit.accept)
    var fields: HTTPFields = [
      "Date": time.httpDate,
      "Content-Type": format.contentType,
      "Cache-Control":
        "private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0",
      "Expires": "Thu, 01 Jan 1970 00:00:01 GMT",
      "Referrer-Policy": "same-origin",
      "X-Frame-Options": "SAMEORIGIN",
      "Server": "cloudflare",
      "CF-RAY": visit.ray.text,
    ]
    if profile.hasErrorFields {
      fields.append("cf-error-type", String(error.code))
      if let seconds = error.retryAfter { fields.append("Retry-After", String(seconds)) }
    }
    return HTTPAnswer(
      status: error.status, fields: fields, body: body(error, format, to: visit, at: time))
  }

  private static func body(
    _ error: EdgeError, _ format: EdgeErrorFormat, to visit: EdgeVisit, at time: WallTime
  ) -> [UInt8] {
    switch format {
    case .html: Array(EdgeErrorPage.html(error, for: visit, at: time).utf8)
    case .json, .problem: problem(error, for: visit)
    case .markdown: Array(markdown(error, for: visit).utf8)
    case .plain: Array("error code: \(error.code)\n".utf8)
    }
  }

  /// For programs that read prose.
  private static func markdown(_ error: EdgeError, for visit: EdgeVisit) -> String {
    """
    # \(error.code): \(error.title)

    \(error.detail)

    - Status: \(error.status)
    - Ray ID: \(visit.ray.id)
    - What the owner of the site can do: \(error.advice)

    """
  }

  /// RFC 9457 with the members Cloudflare adds.
  private static func problem(_ error: EdgeError, for visit: EdgeVisit) -> [UInt8] {
    var members: [JSONMember] = [
      JSONMember(key: "type", value: .string("\(documentation)error-\(error.code)/")),
      JSONMember(key: "title", value: .string(error.title)),
      JSONMember(key: "status", value: .integer(Int64(error.status))),
      JSONMember(key: "detail", value: .string(error.detail)),
      JSONMember(key: "instance", value: .string(visit.ray.id)),
      JSONMember(key: "error_category", value: .string(error.category)),
    ]
    if let seconds = error.retryAfter {
      members.append(JSONMember(key: "retry_after", value: .integer(Int64(seconds))))
    }
    var bytes: [UInt8] = []
    JSONValue.object(members).write(into: &bytes)
    return bytes
  }

  private static let documentation =
    "https://developers.cloudflare.com/support/troubleshooting/http-status-codes/"
    + "cloudflare-5xx-errors/"
}
