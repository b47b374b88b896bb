/// A user who exists, with an open session, before the first request.
package struct SeededUser: Sendable, Equatable {
  /// The address that names the user.
  package var email: String
  /// What the user pays for.
  package var plan: Plan
  /// The session's secret, sent as cookie `bmm_session`; only its hash is stored.
  package var sessionToken: String

  /// A user with a session.
  package init(email: String, plan: Plan, sessionToken: String) {
    self.email = email
    self.plan = plan
    self.sessionToken = sessionToken
  }
}
