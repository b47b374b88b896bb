/// What a peer does from some state on, instead of going on with its message.
package enum Hostility: String, CaseIterable, Sendable {
  /// Says nothing more, and stays.
  case stops
  /// Sends a byte every ten seconds.
  case dribbles
  /// Resets the connection.
  case resets
  /// Ends its direction, and reads on.
  case finishes
  /// Sends more of the same without end, as fast as it is taken.
  case floods
}

/// What a client does from some state on, instead of reading the answer to its request.
package enum Reading: String, CaseIterable, Sendable {
  /// Reads nothing more, and stays.
  case stops
  /// Reads a byte every ten seconds.
  case dribbles
  /// Resets the connection.
  case resets
  /// Ends its direction, and reads nothing more.
  case finishes
  /// Sends the request again and again, and reads nothing more.
  case pipelines
}
