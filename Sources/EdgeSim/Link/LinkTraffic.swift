/// Bytes that one connection of a link has carried in either direction.
package struct LinkTraffic: Sendable, Equatable {
  /// Away from the users.
  package var up = 0
  /// Towards the users.
  package var down = 0

  /// Those of one direction.
  package subscript(direction: LinkDirection) -> Int { direction == .up ? up : down }
}
