import Wire

extension StageClient {
  /// Asks for a log-in link, as a visitor of another address if one is given.
  func askForLink(_ email: String, from visitor: String? = nil) async throws -> ClientAnswer {
    let body: JSONValue = ["email": .string(email)]
    return try await askForLink(body: body.jsonString(pretty: false), from: visitor)
  }

  /// The same with a body of any kind.
  func askForLink(body: String, from visitor: String? = nil) async throws -> ClientAnswer {
    var fields = Self.fields(of: nil)
    if let visitor { fields.append("x-forwarded-for", visitor) }
    return try await send("POST", "/v1/auth/magic-link", fields, body)
  }

  /// Follows a link, as a mail program opens it.
  func follow(_ target: String, by method: String = "GET") async throws -> ClientAnswer {
    try await send(method, target, [:])
  }
}
