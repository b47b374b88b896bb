import World

/// An error answer at once; what is nil is the vendor's own for that status.
package struct ErrorReply: Sendable, Equatable {
  /// The HTTP status.
  package var status: Int
  /// The vendor's type or code.
  package var type: String?
  /// The finer code, such as Anthropic's `error.details.error_code`.
  package var code: String?
  /// What `retry-after` says.
  package var retryAfter: Duration?
  /// What `x-should-retry` says.
  package var shouldRetry: Bool?

  /// An error of that status.
  package init(
    status: Int, type: String? = nil, code: String? = nil, retryAfter: Duration? = nil,
    shouldRetry: Bool? = nil
  ) {
    self.status = status
    self.type = type
    self.code = code
    self.retryAfter = retryAfter
    self.shouldRetry = shouldRetry
  }
}
