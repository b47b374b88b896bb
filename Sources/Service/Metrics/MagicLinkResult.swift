/// What became of a request about a log-in link, as metrics count it.
enum MagicLinkResult: String, Sendable {
  /// A mail with one is on its way.
  case issued
  /// No mail could be sent, or the relay refused its recipient for good.
  case unsent
  /// One opened a session.
  case redeemed
  /// One was malformed, unknown, used or too old.
  case refused
}
