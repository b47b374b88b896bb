import Wire

/// The body of a log-in by the developers' shortcut: `{"email": string, "plan"?: string}`.
struct LoginBody: Sendable, Equatable {
  let email: EmailAddress
  let plan: Plan?

  /// Reads a body; unknown members are ignored.
  init(_ body: [UInt8]) throws(Rejection) {
    let body = try EmailBody(body)
    email = body.email
    plan = try body.value["plan"].map { member throws(Rejection) in
      guard let plan = member.stringValue.flatMap(Plan.init(rawValue:)) else {
        let names = Plan.allCases.map(\.rawValue).joined(separator: ", ")
        throw .invalidRequest("plan", "must be one of \(names)")
      }
      return plan
    }
  }
}
