import Wire
import World

/// Why a request is refused by the service's own rules, as an ordinary HTTP error.
struct Rejection: Error, Equatable {
  let status: Int
  let code: String
  let message: String
  /// What the answer has beside the fields of every answer, such as `allow` or `retry-after`.
  var fields: HTTPFields
  /// The limit that was reached, by the name that metrics give it.
  var limitName: String?

  init(_ status: Int, _ code: String, _ message: String, fields: HTTPFields = [:]) {
    self.status = status
    self.code = code
    self.message = message
    self.fields = fields
  }

  /// No session, or one that is unknown or has expired: the three look alike from outside.
  static let unauthenticated = Rejection(
    401, "unauthenticated", "Log in to use this: the session is missing or has expired.")

  /// The caller's model cannot stream; the only error that makes the frontend use the sync route.
  static let streamingUnavailable = Rejection(
    409, "streaming_unavailable", "This plan's model does not stream: use /v1/servers/preview.")

  /// A log-in link that is malformed, unknown, used or too old: which of them, nobody learns.
  static let invalidOrExpiredToken = Rejection(
    401, "invalid_or_expired_token", "This log-in link cannot be used any more: ask for a new one.")

  static let notFound = Rejection(404, "not_found", "There is nothing at this address.")

  /// A field of the body that breaks its rule.
  static func invalidRequest(_ field: String, _ reason: String) -> Rejection {
    Rejection(422, "invalid_request", "\(field): \(reason)")
  }

  static func methodNotAllowed(_ route: Route) -> Rejection {
    let allow = route.methods.joined(separator: ", ")
    return Rejection(
      405, "method_not_allowed", "This address knows \(allow) only.", fields: ["allow": allow])
  }

  /// A body that says itself that it is something else; one that says nothing is taken for JSON.
  ///
  /// Forms of foreign pages can send no `application/json` without a preflight.
  static let unsupportedMediaType = Rejection(
    415, "unsupported_media_type", "The body must be JSON: send content-type application/json.",
    fields: ["accept-post": "application/json"])

  /// A body that is not JSON at all.
  static let notJSON = Rejection(400, "bad_request", "body: must be JSON")

  /// Somebody from outside who wants to see the inside.
  static let operatorsOnly = Rejection(
    401, "unauthenticated", "Only this machine and holders of the token may read this.",
    fields: ["www-authenticate": "Bearer realm=\"metrics\""])

  /// The day's share is used up; both times are seconds from now, as in Fastify's plugin: a moment
  /// in time would need the client's clock to be right.
  static func rateLimited(_ limit: DailyLimit, _ count: DailyCount, at now: WallTime) -> Rejection {
    var rejection = Rejection(
      429, "rate_limited",
      "The limit of \(limit.limit) \(limit.name.words) a day is reached: it starts anew at "
        + "midnight UTC.",
      fields: count.fields(at: now))
    rejection.fields.append("retry-after", String(count.secondsToReset(at: now)))
    rejection.limitName = limit.name.rawValue
    return rejection
  }

  /// The database does not do what it is asked, and nothing of the request was kept.
  static let storageUnavailable = Rejection(
    503, "storage_unavailable", "The service cannot reach its storage: try again in a moment.",
    fields: ["retry-after": String(Int(ServiceLimits.storageRetryAfter.seconds))])

  /// The mail could not be sent, and nothing was counted.
  static let mailUnavailable = Rejection(
    503, "mail_unavailable", "The service cannot send mail now: try again in a moment.",
    fields: ["retry-after": String(Int(ServiceLimits.mailRetryAfter.seconds))])

  /// Bytes that HTTP refuses, with its own words: they are about the client's bytes alone.
  static func malformed(status: Int, _ description: String) -> Rejection {
    let code =
      switch status {
      case 408: "request_timeout"
      case 413: "body_too_large"
      case 414: "uri_too_long"
      case 431: "headers_too_large"
      case 503: "server_busy"
      default: "bad_request"
      }
    return Rejection(status, code, description)
  }

  /// The service is shutting down and begins no previews any more.
  static let serviceStopping = Rejection(
    503, "service_stopping", "The service is being restarted: try again in a moment.",
    fields: ["retry-after": String(Int(ServiceLimits.stoppingRetryAfter.seconds))])

  /// The service's own failure, of which a client learns nothing.
  static let internalError = Rejection(
    500, "internal_error", "Something went wrong on our side: try again.")

  /// What a client is told of a failure of the service's own.
  static func of(failure: any Error) -> Rejection {
    if failure is MailError { return mailUnavailable }
    let isStorage = (failure as? SQLiteError)?.isStorageFailure ?? false
    return isStorage ? storageUnavailable : internalError
  }

  /// The body of its answer.
  var json: JSONValue { ["error": .string(code), "message": .string(message)] }
}
