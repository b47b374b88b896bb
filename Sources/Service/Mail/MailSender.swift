import World

/// What takes a mail and sees to it that it gets on its way.
protocol MailSender: Sendable {
  /// Returns once the mail is on its way, which another party answers for from then on.
  func send(_ mail: Mail) async throws(MailError)
  /// Ends what is under way at another party, and takes no more mails.
  func close()
}

extension MailDelivery {
  /// The sender of this way.
  func sender(in world: World) -> any MailSender {
    switch self {
    case .none: NoMail()
    case .file(let path): FileOutbox(path, in: world)
    case .relay(let address, let from): MailRelay(at: address, from: from, in: world)
    case .handOver(let take): HandedMail(take)
    }
  }
}

/// No way for mails at all.
private struct NoMail: MailSender {
  func send(_ mail: Mail) async throws(MailError) { throw .noSender }
  func close() {}
}

/// Mails for whoever runs the service.
private struct HandedMail: MailSender {
  private let take: @Sendable (Mail) -> Void

  init(_ take: @escaping @Sendable (Mail) -> Void) {
    self.take = take
  }

  func send(_ mail: Mail) async throws(MailError) { take(mail) }
  func close() {}
}
