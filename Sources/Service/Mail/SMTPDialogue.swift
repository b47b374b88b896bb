import World

/// What a client of SMTP says for one mail, reply by reply (RFC 5321 §3). It decides; the relay's
/// connection carries out.
struct SMTPDialogue {
  /// What the other side answers next.
  enum Step: String {
    case greeting = "its greeting"
    case hello = "EHLO"
    case sender = "MAIL"
    case recipient = "RCPT"
    case data = "DATA"
    case message = "the mail"
  }

  /// What follows a reply.
  enum Reaction: Equatable {
    /// These bytes are to be sent, and a reply to be waited for.
    case say(String)
    /// The other side answers for the mail from now on.
    case done
    /// It does not take the mail.
    case refused
  }

  private(set) var step = Step.greeting
  private let mail: Mail
  private let from: EmailAddress
  private let now: WallTime

  init(_ mail: Mail, from: EmailAddress, at now: WallTime) {
    self.mail = mail
    self.from = from
    self.now = now
  }

  /// Takes a reply's status.
  mutating func take(_ status: Int) -> Reaction {
    switch (step, status) {
    case (.greeting, 220): return say("EHLO bmm\r\n", then: .hello)
    case (.hello, 250): return say("MAIL FROM:<\(from.text)>\r\n", then: .sender)
    case (.sender, 250): return say("RCPT TO:<\(mail.to)>\r\n", then: .recipient)
    // 251: it is forwarded.
    case (.recipient, 250), (.recipient, 251): return say("DATA\r\n", then: .data)
    case (.data, 354): return say(message, then: .message)
    case (.message, 250): return .done
    default: return .refused
    }
  }

  private mutating func say(_ text: String, then next: Step) -> Reaction {
    step = next
    return .say(text)
  }

  /// The mail with its fields (RFC 5322), a dot before lines that begin with one, and the end.
  private var message: String {
    let date = now.httpDate.replacing(" GMT", with: " +0000")
    let fields = [
      "From: <\(from.text)>", "To: <\(mail.to)>", "Subject: \(mail.subject)", "Date: \(date)",
      "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
      // Nobody wants an answer from a machine that is away (RFC 3834 §5).
      "Auto-Submitted: auto-generated", "",
    ]
    let lines = mail.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(".") ? ".\($0)" : String($0) }
    return (fields + lines).joined(separator: "\r\n") + "\r\n.\r\n"
  }
}
