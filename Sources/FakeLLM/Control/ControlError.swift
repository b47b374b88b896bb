import HTTP
import Wire

/// Why the control API does not do what it was asked for.
struct ControlError: Error, Equatable {
  /// The HTTP status.
  let status: Int
  /// What to do about it.
  let message: String
  /// The methods that the path knows, for a 405.
  var allow: String?

  /// The answer, in plain JSON: no vendor has such an API.
  var answer: HTTPAnswer {
    var answer = HTTPAnswer(status: status, json: ["error": .string(message)])
    if let allow { answer.fields.append("allow", allow) }
    return answer
  }

  /// Nobody may use the API, or not with this token.
  static let unauthorized = ControlError(
    status: 401,
    message: "send the control token as \"Authorization: Bearer …\"; serve prints it as \"control\""
  )

  /// The path is none of the API's.
  static let notFound = ControlError(
    status: 404, message: "known are /__fakellm/health, /__fakellm/requests, /__fakellm/script")

  /// The path has other methods.
  static func wrongMethod(allow: String) -> ControlError {
    ControlError(status: 405, message: "this path takes \(allow)", allow: allow)
  }

  /// The query or the body cannot be understood.
  static func invalid(_ message: String) -> ControlError {
    ControlError(status: 400, message: message)
  }
}
