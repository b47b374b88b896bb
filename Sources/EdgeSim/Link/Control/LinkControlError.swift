import HTTP
import Wire

/// Why the control API of links does not do what it was asked for, in toxiproxy's words and form.
struct LinkControlError: Error, Equatable, CustomStringConvertible {
  /// The HTTP status.
  let status: Int
  /// What is wrong.
  let message: String

  var description: String { message }

  /// The members of the answer's body.
  var members: [JSONMember] {
    [
      JSONMember(key: "error", value: .string(message)),
      JSONMember(key: "status", value: .integer(Int64(status))),
    ]
  }

  var answer: HTTPAnswer { HTTPAnswer(status: status, json: .object(members)) }

  static let proxyNotFound = LinkControlError(status: 404, message: "proxy not found")
  static let toxicNotFound = LinkControlError(status: 404, message: "toxic not found")
  static let proxyExists = LinkControlError(status: 409, message: "proxy already exists")
  static let toxicExists = LinkControlError(status: 409, message: "toxic already exists")
  static let invalidType = LinkControlError(status: 400, message: "invalid toxic type")
  static let invalidStream = LinkControlError(
    status: 400, message: "stream was invalid, can be either upstream or downstream")
  static let pathNotFound = LinkControlError(
    status: 404, message: "known are /proxies, /populate, /reset, /version")
  static let wrongMethod = LinkControlError(status: 405, message: "this path has other methods")
  static let noBrowser = LinkControlError(status: 403, message: "User agent not allowed")
  static let otherSite = LinkControlError(
    status: 403, message: "pages of a browser may not come here, nor names other than localhost")
  static let noToken = LinkControlError(
    status: 401, message: "send the control token as \"Authorization: Bearer …\"")

  static func missing(_ field: String) -> LinkControlError {
    LinkControlError(status: 400, message: "missing required field: \(field)")
  }

  static func badBody(_ reason: String) -> LinkControlError {
    LinkControlError(status: 400, message: "bad request body: \(reason)")
  }

  /// Whatever the machine refuses, such as a port that is taken.
  static func failed(_ reason: any Error) -> LinkControlError {
    LinkControlError(status: 500, message: "\(reason)")
  }
}
