/// In which form Cloudflare tells of its errors; what makes it choose the short text is not
/// published, so it is a setting.
package enum EdgeErrorBody: String, Sendable, Equatable, CaseIterable {
  /// As the client's `Accept` wants, else a page.
  case negotiated
  /// A page, as before March 2026.
  case html
  /// `error code:` and a number, as was seen by clients that are no browsers.
  case plain
  /// JSON, as a custom error rule makes it.
  case json

  /// The form of an error for a client with these lines of `Accept`.
  func format(of error: EdgeError, for accept: [String]) -> EdgeErrorFormat {
    switch self {
    case .negotiated: error.isNegotiated ? EdgeErrorFormat.wanted(by: accept) : .html
    case .html: .html
    case .plain: .plain
    case .json: .json
    }
  }
}
