@testable import bmm_bench

extension Scenario {
  /// Runs this scenario in virtual time.
  func run() throws(SetUpError) -> RunResult {
    try ScenarioRun(self, .sim).run()
  }

  /// This scenario with something about it changed.
  func changed(_ change: (inout Scenario) -> Void) -> Scenario {
    var scenario = self
    change(&scenario)
    return scenario
  }
}

extension RunResult {
  /// The left sides of the checks that failed, invariants among them by name.
  var failed: [String] {
    checks.filter { !$0.pass }.map(\.name)
  }

  /// The invariants that were broken.
  var broken: [InvariantName] {
    invariants.filter { $0.violations > 0 }.map(\.name)
  }

  /// What came of all checks, for the message of a failed test.
  var report: String {
    let lines = checks.map { "\($0.pass ? "held" : "FAILED") \($0.text): \($0.observed)" }
    return (lines + invariants.flatMap(\.examples)).joined(separator: "\n")
  }
}
