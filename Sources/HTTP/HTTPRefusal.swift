import Wire

/// Why a server refuses a request before any handler's own reasons.
package enum HTTPRefusal: Error, Equatable, CustomStringConvertible {
  /// The bytes are no acceptable HTTP message.
  case malformed(HTTPParsingError)
  /// A head that had begun was not complete in time.
  case headTimedOut(after: Duration)
  /// The body paused for too long.
  case bodyTimedOut(after: Duration)
  /// The body kept coming, but was not complete in time.
  case bodyTooSlow(limit: Duration)
  /// Long bodies fill the memory that a server has for them.
  case tooManyBodies(heldByteCount: Int, limit: Int)

  /// The status that says so.
  package var status: Int {
    switch self {
    case .malformed(let error): error.status
    case .headTimedOut, .bodyTimedOut, .bodyTooSlow: 408
    case .tooManyBodies: 503
    }
  }

  package var description: String {
    switch self {
    case .malformed(let error): error.description
    case .headTimedOut(let limit): "head not complete after \(limit); send it at once"
    case .bodyTimedOut(let limit): "body paused for \(limit); send it at once"
    case .bodyTooSlow(let limit): "body not complete after \(limit); send it at once"
    case .tooManyBodies(let held, let limit):
      "\(held) of \(limit) bytes for long bodies are in use; send it again later"
    }
  }
}
