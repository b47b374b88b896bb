/// Whose words a page's script reads: the browsers behave alike, and name things differently.
///
/// Chrome's are compared with the real one (Tests/Interop/chromium); the others' are from their
/// sources and reports, not tried here.
enum Browser: String, CaseIterable, Sendable {
  case chrome
  case firefox
  case safari

  /// What `fetch` rejects with where there is no answer, or none that may be read.
  var fetchFailed: String {
    switch self {
    case .chrome: "TypeError: Failed to fetch"
    case .firefox: "TypeError: NetworkError when attempting to fetch resource."
    case .safari: "TypeError: Load failed"
    }
  }

  /// What reading a body rejects with that breaks off.
  var bodyFailed: String {
    switch self {
    case .chrome: "TypeError: network error"
    case .firefox: "TypeError: Error in input stream"
    case .safari: "TypeError: Load failed"
    }
  }

  /// What a read rejects with whose script has called `abort()`.
  var aborted: String {
    switch self {
    case .chrome: "AbortError: signal is aborted without reason"
    case .firefox: "AbortError: The operation was aborted."
    case .safari: "AbortError: Fetch is aborted"
    }
  }

  /// What it rejects with behind `AbortSignal.timeout(…)`.
  var timedOut: String {
    switch self {
    case .chrome: "TimeoutError: signal timed out"
    case .firefox, .safari: "TimeoutError: The operation timed out."
    }
  }

  /// What `JSON.parse` says to half a JSON text.
  var halfJSON: String {
    switch self {
    case .chrome: "SyntaxError: Unexpected end of JSON input"
    case .firefox: "SyntaxError: JSON.parse: end of data while reading object contents"
    case .safari: "SyntaxError: JSON Parse error: Unexpected EOF"
    }
  }

  /// What `JSON.parse` says to a page of HTML.
  var notJSON: String {
    switch self {
    case .chrome: "SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON"
    case .firefox:
      "SyntaxError: JSON.parse: unexpected character at line 1 column 1 of the JSON data"
    case .safari: "SyntaxError: JSON Parse error: Unrecognized token '<'"
    }
  }
}
