import Service
import World

/// Recorded starts to be played again.
struct Trace: Equatable, Sendable {
  /// One recorded start.
  struct Line: Equatable, Sendable {
    /// When it comes, from the first line on and at the speed of the replay.
    let offset: Duration
    /// What is asked for, instead of the step's prompt.
    var prompt: String?
    /// Whose account asks, instead of the group's plan.
    var plan: Plan?
  }

  /// The starts, in the order of time.
  let lines: [Line]

  /// The plans that lines name, each once, in the order of their declaration.
  var plans: [Plan] {
    Plan.allCases.filter { plan in lines.contains { $0.plan == plan } }
  }
}
