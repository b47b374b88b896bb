import World

/// The bounds of sending mail.
enum MailLimits {
  /// How long a relay has for a whole mail (our choice: somebody waits for the answer meanwhile).
  static let relay = Duration.seconds(20)
  /// The longest reply of a relay in bytes: RFC 5321 §4.5.3.1.5 has 512 for each of its lines.
  static let replyBytes = 16 * 512
  /// How long the writing of a mail to a file takes in virtual time, in seconds (our choice).
  static let outboxCost = Distribution.constant(0.000_5)
}
