import Wire

/// The body of a log-in by the developers' shortcut: `{"email": string, "plan"?: string}`.
struct LoginBody: Sendable, Equatable {
  let email: EmailAddress
  let plan: Plan?

  /// Reads a body; unknown members are ignored.
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
    plan = try value["plan"].map { member throws(Rejection) in
      guard let plan = member.stringValue.flatMap(Plan.init(rawValue:)) else {
        let names = Plan.allCases.map(\.rawValue).joined(separator: ", ")
        throw .invalidRequest("plan", "must be one of \(names)")
      }
      return plan
    }
  }
}
