import World

/// How mails leave the service.
package enum MailDelivery: Sendable {
  /// Not at all: only a developer, who finds links in the log, can log in by mail.
  case none
  /// As lines of JSON at the end of a file, which nobody else may read.
  case file(String)
  /// By SMTP to a relay, which is on the same machine or near it, from an address.
  case relay(Address, from: EmailAddress)
  /// To whoever runs the service: a harness plays the mailboxes.
  case handOver(@Sendable (Mail) -> Void)

  /// Whether a mail gets anywhere.
  package var isSetUp: Bool {
    if case .none = self { false } else { true }
  }
}
