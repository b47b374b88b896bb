/// A place in what one direction of a connection carries, at which something is to go wrong.
package enum LinkPosition: Sendable, Equatable {
  /// Behind so many bytes of the connection.
  case byte(Int)
  /// Behind so many bytes of an answer's body, without its framing; 0 is directly behind the head.
  case body(Int)
  /// Directly behind the event of that number of an answer, counted from 1.
  case event(Int)
  /// Directly behind the first event of an answer that has one of these names.
  case eventNamed([String])
  /// Behind the first byte of a character of several bytes, the first one at or behind this byte of
  /// an answer's body.
  case character(Int)

  /// Whether it can only be found in answers.
  package var isInAnswer: Bool {
    if case .byte = self { false } else { true }
  }
}
