import Service

/// The mails that the service has sent, to be read by a test.
final class Mailbox: @unchecked Sendable {  // Confined to its loop's thread.
  private(set) var mails: [Mail] = []

  /// What a configuration needs so that its mails come here.
  var delivery: MailDelivery { .handOver { self.mails.append($0) } }

  /// The target of the last mail's link, as a browser asks for it.
  var lastTarget: String? { mails.last.map { Self.target($0.link) } }

  static func target(_ link: String) -> String {
    let parts = link.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    return parts.count == 3 ? "/\(parts[2])" : link
  }
}
