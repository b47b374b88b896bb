import World

/// A request that is served in steps of its own instead of by the task of its connection.
///
/// A proxy only waits for others, so that most of its work would be to put a task to sleep and to
/// wake it. What needs more than steps goes on in the task.
package protocol HTTPErrand: AnyObject {
  /// Does what can be done now; the first step comes at once, others as `HTTPExchange.goOn` asks.
  func step() -> HTTPErrandStep
  /// Does in the task what steps cannot.
  func finish() async
}

/// How an errand goes on after a step.
package enum HTTPErrandStep {
  /// There is something to wait for.
  case waiting
  /// The request is served.
  case over
  /// The rest is for `finish`.
  case needsTask
}
