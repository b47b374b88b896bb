import HTTP

/// A call that is to be worked on, and what that work is.
///
/// A class, so that the waiting task holds one reference and not all of it.
final class AcceptedCall {
  /// What the provider does with a call that it does not refuse.
  enum Work {
    /// Writes a script, when it is the call's turn in that queue.
    case script(CallPlan, ModelQueue)
    /// Plays a recorded answer.
    case cassette(Cassette, speed: Double)
    /// Breaks before the head.
    case breakdown(Breakdown.Kind)
  }

  let call: IncomingCall
  let work: Work

  init(_ call: IncomingCall, _ work: Work) {
    self.call = call
    self.work = work
  }

  var number: Int { call.number }
  var exchange: HTTPExchange { call.exchange }

  /// Where it waits for its turn, if it has to.
  var queue: ModelQueue? {
    if case .script(_, let queue) = work { queue } else { nil }
  }
}
