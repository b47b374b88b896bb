import Glibc
import World

/// Why a mail did not get on its way. Nothing of the mail itself stands in here.
enum MailError: Error, Equatable, CustomStringConvertible {
  /// Nobody has said how mails are sent.
  case noSender
  /// The file could not be written to.
  case outbox(path: String, errno: Int32)
  /// No connection to the relay came about.
  case unreachable(Address, ConnectError)
  /// The relay ended the connection, or said nothing for too long.
  case brokenOff(Address, at: String)
  /// The relay refused, with its status.
  case refused(Address, at: String, status: Int)

  /// Whether the relay will never take this mail to this recipient (RFC 5321 §4.2.1).
  ///
  /// What it refuses before it heard of a recipient is about us, and the mail's address is unheard.
  var isForGood: Bool {
    guard case .refused(_, let step, let status) = self, (500...599).contains(status) else {
      return false
    }
    let steps: [SMTPDialogue.Step] = [.recipient, .data, .message]
    return steps.contains { $0.rawValue == step }
  }

  var description: String {
    switch self {
    case .noSender: "no mail can be sent: set mail, or BMM_MAIL, to smtp://HOST:PORT of a relay"
    case .outbox(let path, let code):
      "the outbox \(path) cannot be written to: \(String(cString: strerror(code)))"
    case .unreachable(let relay, let error): "the mail relay \(relay) cannot be reached: \(error)"
    case .brokenOff(let relay, let step):
      "the mail relay \(relay) broke off at \(step), or took longer than "
        + "\(Int(MailLimits.relay.seconds)) s in all"
    case .refused(let relay, let step, let status):
      "the mail relay \(relay) answered \(step) with \(status)"
    }
  }
}
