/// The user behind a session that is still valid.
struct Session: Sendable, Equatable {
  let email: String
  let plan: Plan
}
