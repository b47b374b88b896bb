/// Why an event stream was given up. All else a stream may hold is either an event or ignored.
package enum SSEParsingError: Error, Equatable {
  /// One event or line is longer than the limit; the count is what had arrived.
  case eventTooLong(byteCount: Int, limit: Int)
}

extension SSEParsingError: CustomStringConvertible {
  /// What was wrong, with its numbers, and what to do.
  package var description: String {
    switch self {
    case .eventTooLong(let count, let limit):
      "event of \(count) bytes or more; send smaller events or raise the limit of \(limit) bytes"
    }
  }
}
