/// The user behind a session that is still valid, as the database knows them now.
struct Session: Sendable, Equatable {
  let userID: Int64
  let email: String
  /// Read anew on every request, so that a promotion or its end takes effect at once.
  let isAdmin: Bool
  let organisation: Organisation
  let plan: Plan

  /// Who pays for the user; the first membership's organisation since the log-in.
  struct Organisation: Sendable, Equatable {
    let id: Int64
    let name: String
  }
}
