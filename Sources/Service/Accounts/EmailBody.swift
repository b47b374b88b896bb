import Wire

/// A body that names an e-mail address: `{"email": string}`. Unknown members are ignored.
struct EmailBody: Sendable, Equatable {
  let email: EmailAddress
  /// The whole of it, for whoever knows more members.
  let value: JSONValue

  /// Reads a body.
  init(_ body: [UInt8]) throws(Rejection) {
    guard let value = try? JSONValue.parse(body) else { throw .notJSON }
    guard value.objectValue != nil else {
      throw .invalidRequest("body", "must be a JSON object")
    }
    guard let email = value["email"] else { throw .invalidRequest("email", "is required") }
    guard let address = email.stringValue.flatMap(EmailAddress.init) else {
      throw .invalidRequest("email", "must be an e-mail address such as ada@example.org")
    }
    self.email = address
    self.value = value
  }
}
