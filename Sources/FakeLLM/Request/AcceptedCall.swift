import HTTP

/// A call that is to be worked on, and what that work is.
///
/// It lasts as long as its answer, and so holds what that needs and no more. A class, so that the
/// waiting task holds one reference and not all of it.
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

  let exchange: HTTPExchange
  let dialect: any Dialect
  let opening: CallOpening
  /// Its number in the journal, if there is one.
  let entry: Int?
  /// The key whose account pays for it.
  let key: String
  let work: Work
  /// Where it waits for its turn, if it has to.
  let queue: ModelQueue?
  /// What is under way for it, once its turn has come.
  var generation: (any Generation)?

  init(_ call: IncomingCall, _ work: Work) {
    exchange = call.exchange
    dialect = call.dialect
    opening = call.opening
    entry = call.entry
    key = call.key
    self.work = work
    queue = if case .script(_, let queue) = work { queue } else { nil }
    exchange.forgetFields()
  }
}
