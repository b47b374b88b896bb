import Wire
import World

/// How an answer ended on the wire: what a browser has to go by, whatever the sender meant.
enum WireEnding: String, CaseIterable, Sendable {
  /// Nobody listens at the address.
  case refused
  /// No connection came about in time.
  case connectTimeout
  /// No way leads to the address.
  case unreachable
  /// The host's name has no address.
  case unresolved
  /// The connection closed before the first byte of an answer.
  case closedBeforeHead
  /// The connection was reset before the head was complete.
  case resetBeforeHead
  /// The connection closed inside the head.
  case cutInHead
  /// What came is no HTTP.
  case malformedHead
  /// The answer is whole, by its length or its last chunk.
  case complete
  /// The answer has neither a length nor chunks, and the connection closed: whole or cut, the same.
  case untilClose
  /// The connection closed before the last chunk.
  case cutChunked
  /// The connection closed before the announced length.
  case cutLength
  /// The connection was reset inside the body.
  case resetInBody
  /// The body's framing breaks the rules.
  case malformedBody
  /// The page gave the answer up: its user left.
  case abandoned
  /// The page gave the answer up: a time-out of its own script.
  case clientTimeout
  /// The page closed the stream, since its terminal event had come.
  case closedByPage

  /// Whether an answer that ends so looks whole to a browser.
  var looksWhole: Bool { self == .complete || self == .untilClose || self == .closedByPage }

  /// The ending of an answer that breaks the rules of HTTP, or is cut by a close.
  init(_ error: HTTPParsingError, hasHead: Bool) {
    switch error {
    case .truncatedBody(let missing): self = missing == nil ? .cutChunked : .cutLength
    default: self = hasHead ? .malformedBody : .malformedHead
    }
  }

  /// The ending of a request that found no connection.
  init(_ error: ConnectError) {
    switch error {
    case .timedOut: self = .connectTimeout
    case .unreachable: self = .unreachable
    case .unresolved: self = .unresolved
    // The latter two are this machine's, and end the run: no browser is asked about them.
    case .refused, .tooManyFiles, .noRoom: self = .refused
    }
  }
}
