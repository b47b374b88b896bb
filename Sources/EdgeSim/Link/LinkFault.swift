import World

/// A toxic and whom it meets: which direction, which connections, and when.
package struct LinkFault: Sendable, Equatable {
  /// Tells it from the others of its link; one that stays keeps its state when others change.
  package var id: String
  /// What goes wrong.
  package var toxic: LinkToxic
  /// On which direction; both if nil.
  package var direction: LinkDirection?
  /// The share of connections it meets.
  package var share = 1.0
  /// The only connection it meets, counted from 1; all if nil.
  package var nthConnection: Int?
  /// When it is at work.
  package var window = LinkWindow()

  /// A fault of all connections, all the time.
  package init(id: String, _ toxic: LinkToxic, direction: LinkDirection? = nil) {
    self.id = id
    self.toxic = toxic
    self.direction = direction
  }

  /// Whether it meets a connection; `chance` is the link's, and gives every fault its own draw.
  func meets(connection number: Int, chance: RandomStream) -> Bool {
    if let nthConnection, nthConnection != number { return false }
    var draw = chance.child(id).child(number)
    return draw.chance(share)
  }
}
