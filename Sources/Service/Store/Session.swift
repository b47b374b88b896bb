/// The user behind a session that is still valid, as the database knows them now.
struct Session: Sendable, Equatable {
  let userID: Int64
  let email: String
  /// Read anew on every request, so that a promotion or its end takes effect at once.
  let isAdmin: Bool
  let organisation: Organisation
  let plan: Plan
  /// How many drafts the user has had today, so that a cached one need not ask once more.
  let draftsToday: Int
  /// Which day that is: in UTC, counted from 1970.
  let day: Int64

  /// Who pays for the user; the first membership's organisation since the log-in.
  struct Organisation: Sendable, Equatable {
    let id: Int64
    let name: String
  }
}
