/// One mail to a user.
package struct Mail: Sendable, Equatable {
  /// Whom it is for.
  package let to: String
  /// What it is about.
  package let subject: String
  /// What it says, in lines that end with a line feed.
  package let text: String
  /// The link in its text.
  package let link: String
  /// The request that asked for it.
  package let requestID: String

  /// A mail of those parts.
  init(to: String, subject: String, text: String, link: String, requestID: String) {
    self.to = to
    self.subject = subject
    self.text = text
    self.link = link
    self.requestID = requestID
  }
}
