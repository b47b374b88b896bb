import Wire

/// Zhipu's errors: codes as texts, under a few HTTP statuses (its "api-code" page).
enum ZhipuErrors {
  /// The error that goes with a status.
  static func failure(status: Int) -> ProviderError {
    var error = (table.row(status: status) ?? otherwise).error
    error.status = status
    return error
  }

  /// The error of a code, with the status it has outside of a stream.
  static func failure(kind: String) -> ProviderError {
    table.error(kind: kind, message: otherwise.message)
  }

  /// A code with the message of a particular case.
  static func failure(_ code: String, _ message: String) -> ProviderError {
    var error = failure(kind: code)
    error.message = message
    return error
  }

  /// The body of an error, which is the data of one inside a stream too.
  static func body(_ error: ProviderError, _ identity: CallIdentity) -> JSONValue {
    [
      "error": ["code": .string(error.code ?? error.kind), "message": .string(error.message)],
      "request_id": .string(identity.requestID),
    ]
  }

  private static let otherwise = ErrorTable.Row(
    500, "1230", "The request could not be processed")

  static let table = ErrorTable(rows: [
    .init(400, "1210", "The API was called with a wrong parameter"),
    .init(400, "1211", "Unknown Model, please check the model code."),
    .init(400, "1212", "The model does not support this way of calling it"),
    .init(400, "1213", "A field was not received"),
    .init(400, "1214", "A field is invalid"),
    .init(400, "1215", "Fields exclude each other"),
    .init(400, "1261", "The prompt is too long"),
    .init(400, "1300", "The call was blocked by policy"),
    .init(400, "1301", "The content may be unsafe or sensitive"),
    .init(401, "1002", "The authorization token is invalid"),
    .init(401, "1000", "Authentication failed"),
    .init(401, "1001", "No authentication was received in the header"),
    .init(401, "1003", "The authorization token has expired"),
    .init(401, "1004", "Authentication by this token failed"),
    .init(404, "1222", "The API does not exist"),
    .init(405, "1212", "The method is not supported"),
    .init(413, "1261", "The prompt is too long"),
    .init(429, "1302", "Rate limit reached for requests"),
    .init(429, "1110", "The account is not active"),
    .init(429, "1111", "The account does not exist"),
    .init(429, "1112", "The account is locked"),
    .init(429, "1113", "The account is in arrears: recharge it"),
    .init(429, "1121", "The account is blocked for a violation"),
    .init(429, "1303", "The frequency of calls is too high"),
    .init(429, "1304", "The calls of this day are used up"),
    .init(429, "1305", "The API has too many requests at the moment"),
    .init(429, "1308", "The limit of the plan is reached"),
    .init(429, "1309", "The plan has expired"),
    .init(429, "1310", "The limit of the week or the month is reached"),
    .init(429, "1311", "The plan does not hold this model"),
    .init(429, "1312", "The model is busy"),
    .init(429, "1313", "Use is limited by the fair use policy"),
    .init(434, "1220", "No permission to use the API"),
    .init(434, "1221", "The API is offline"),
    .init(500, "1230", "The request could not be processed"),
    .init(500, "1231", "The request repeats an earlier one"),
    .init(500, "1234", "Network error"),
    .init(503, "1305", "The API has too many requests at the moment"),
    .init(529, "1312", "The model is busy"),
  ])
}
