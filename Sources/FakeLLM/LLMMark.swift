import World

/// Branches of the provider that the record of a call does not tell.
package enum LLMMark: UInt8, Mark {
  /// A stream was begun.
  case stream
  /// An answer in one piece was begun.
  case wholeAnswer
  /// A recorded answer was begun.
  case cassette
  /// A call was left without a head.
  case noAnswer
  /// A call had to wait for its turn.
  case waitedForTurn
  /// A call ended before its turn came.
  case leftTheQueue
  /// A call was over a rate limit.
  case overLimit
  /// A call was turned away, the provider having too much to do.
  case overloaded
  /// A stream fell silent for good.
  case fellSilent
  /// A silent stream sent a ping.
  case pinged
  /// A client read too slowly for the pace.
  case slowClient

  package static let family = MarkFamily.llm
}

extension LLMMark {
  /// The mark of a call whose work begins.
  init(_ work: AcceptedCall.Work) {
    switch work {
    case .script(let plan, _): self = plan.request.isStream ? .stream : .wholeAnswer
    case .cassette: self = .cassette
    case .breakdown: self = .noAnswer
    }
  }
}
