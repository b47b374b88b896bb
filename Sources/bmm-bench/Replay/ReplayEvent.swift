import World

/// Something that happened in a run, and where.
struct ReplayEvent: Equatable, Sendable {
  /// What sort of thing it was.
  enum Kind: String, Equatable, Sendable {
    /// Bytes that came from another role.
    case wire
    /// Something that a role did or saw by itself.
    case step
    /// Something that went wrong on purpose: the machine, a death.
    case fault
    /// A link that nobody got through went down or came back: each is told by itself.
    case outage
    /// A check that was broken here.
    case broken
  }

  /// When it happened, or began to.
  let at: Duration
  /// Who it happened to: a role, or `edge → service` for what is on its way.
  let place: String
  /// What happened, in words.
  var text: String
  let kind: Kind
  /// The request it belongs to; nil for what concerns all.
  var requestID: String?
}

extension [ReplayEvent] {
  /// In the order of time; what happened at the same instant stays in its order.
  func inOrder() -> [ReplayEvent] {
    enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }
}
