/// What to do on both sides of an exchange; two plain values, so that deciding allocates nothing.
struct EdgeDecision: Equatable {
  /// What the client gets.
  enum Client: Equatable {
    case nothing
    /// Keep the origin's head: nothing of it may be seen yet.
    case holdHead
    case forwardHead
    /// Pass on the head of a tunnel, and from then on all bytes.
    case openTunnel
    case forwardHeadAndBytes
    case forwardBytes
    /// Pass on a held head, whose body turned out to be empty.
    case forwardHeadAndEnd
    case end
    /// Answer with the edge's own page of this code.
    case answerError(Int)
    /// End the connection inside the body, so that the client can tell.
    case cut
    /// End the connection without a word.
    case hangUp
    /// Give up the connection: nobody reads there any more.
    case drop
  }

  /// What the origin gets.
  enum Origin: Equatable {
    case nothing
    case connect
    /// Send the request once more, on another connection.
    case askAgain
    /// The answer was read whole: keep the connection if both sides want to.
    case close
    /// Reset: the rest of the answer is of no use.
    case abort
  }

  var client = Client.nothing
  var origin = Origin.nothing

  static let nothing = EdgeDecision()
}
