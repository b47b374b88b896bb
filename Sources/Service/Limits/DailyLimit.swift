/// How often something may be done by one user, or from one address, on one day in UTC.
struct DailyLimit: Sendable, Equatable {
  /// What is counted; the raw value stands in the database.
  enum Name: String, Sendable {
    /// Drafts of a user, by the plan's number.
    case previews
    /// Log-ins of the development's shortcut, by the client's address.
    case logins
    /// Log-in links, by the address of who asks for them.
    case linksByAddress = "links-by-address"
    /// Log-in links, by the e-mail address that they are for.
    case linksByEmail = "links-by-email"

    /// How a client reads it.
    var words: String {
      switch self {
      case .previews: "previews"
      case .logins: "log-ins"
      case .linksByAddress, .linksByEmail: "log-in links"
      }
    }
  }

  let name: Name
  /// Whose share it is: a user's number, a client's address or an e-mail address.
  let key: String
  /// How many pass.
  let limit: Int

  /// A user's share of drafts; nil where the tier counts none.
  static func previews(of session: Session, _ tier: Tier) -> DailyLimit? {
    tier.previewsPerDay.map {
      DailyLimit(name: .previews, key: String(session.userID), limit: $0)
    }
  }

  /// An address's share of log-ins.
  static func logins(from clientAddress: String) -> DailyLimit {
    DailyLimit(name: .logins, key: clientAddress, limit: ServiceLimits.loginsPerDay)
  }

  /// An address's share of log-in links.
  static func links(from clientAddress: String) -> DailyLimit {
    DailyLimit(
      name: .linksByAddress, key: clientAddress, limit: ServiceLimits.linksPerAddress)
  }

  /// The share of log-in links of an e-mail address, whoever asks for them.
  static func links(to email: EmailAddress) -> DailyLimit {
    DailyLimit(name: .linksByEmail, key: email.text, limit: ServiceLimits.linksPerEmail)
  }
}
