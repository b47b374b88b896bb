/// Takes steps in the place of a parked task, to which waking would cost more than the step itself.
///
/// The steps are those that the task would get, in the same order: a run is the same with it and
/// without. The task is still there for all that a stand-in cannot do.
package protocol StandIn: AnyObject {
  /// Takes the next step, or says that the task has to.
  func takeStep() -> StandInStep
}

/// How it goes on after a step of a stand-in.
package enum StandInStep {
  /// The task goes on, as if there were no stand-in.
  case task
  /// The task goes on with what the stand-in has begun.
  case handOver
  /// The stand-in has its hands full: the next step is the one that it asks for itself.
  case busy
  /// It waits again, until this instant at the latest; then the task goes on.
  case waiting(until: Instant)
}
