import Wire
import World

/// Why a request got no whole answer.
package enum HTTPClientError: Error, Equatable, CustomStringConvertible {
  /// No connection could be made.
  case connect(ConnectError)
  /// The connection ended before the head of the answer was complete.
  case closedBeforeHead
  /// The other side reset the connection.
  case reset
  /// The body ended before its announced end.
  case truncated
  /// The answer is not HTTP.
  case malformed(HTTPParsingError)
  /// The deadline came first.
  case timedOut
  /// Nobody wanted the request any more when the connection stood; not a byte of it was written.
  case unwanted

  package var description: String {
    switch self {
    case .connect(let error): error.description
    case .closedBeforeHead: "the connection ended before an answer"
    case .reset: "the connection was reset"
    case .truncated: "the body ended before its announced end"
    case .malformed(let error): "the answer is not HTTP: \(error)"
    case .timedOut: "no answer in time"
    case .unwanted: "the request was given up before it was sent"
    }
  }
}
