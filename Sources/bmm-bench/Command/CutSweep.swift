import EdgeSim
import World

/// `bmm-bench run --every-cut LINK`: a run for each byte behind which a connection can break.
///
/// A cut changes what users get, so the scenario's expectations are not asked; the invariants are.
/// They say among other things that nobody takes a part of an answer for the whole.
struct CutSweep {
  private let scenario: Scenario
  private let plan: CutPlan
  private let strike: LinkStrike
  private var runs = 0
  private var broken: [(byte: Int, result: RunResult)] = []
  private var outcomes = OutcomeTally()

  /// Failures that are shown in full.
  private static let shown = 3

  /// Breaks the first connection of a link at each position, and says what came of it.
  static func run(
    _ scenario: Scenario, _ plan: CutPlan, _ strike: LinkStrike, _ console: Console
  ) throws(SetUpError) -> ExitCode {
    var sweep = try CutSweep(scenario, plan, strike)
    return try sweep.run(console)
  }

  private init(
    _ scenario: Scenario, _ plan: CutPlan, _ strike: LinkStrike
  ) throws(SetUpError) {
    let names = Scenario.links(behind: scenario.hops.count).map(\.name)
    guard names.contains(plan.link) else {
      throw SetUpError(
        file: scenario.file,
        reason: "has no link \(plan.link); there are \(names.joined(separator: ", "))")
    }
    self.scenario = scenario
    self.plan = plan
    self.strike = strike
  }

  private mutating func run(_ console: Console) throws(SetUpError) -> ExitCode {
    let watch = Stopwatch()
    let whole = try ScenarioRun(scenario.breaking(plan.link, []), .sim).run()
    guard whole.verdict != .partial else { return .interrupted }
    let count = whole.firstConnections[plan.link]?[plan.direction] ?? 0
    let positions = plan.bytes(upTo: count)
    guard count > 0, positions.allSatisfy({ $0 <= count }) else {
      throw SetUpError(file: scenario.file, reason: nothingToBreak(within: count))
    }
    for byte in positions {
      let result = try ScenarioRun(scenario.breaking(plan.link, [fault(at: byte)]), .sim).run()
      guard result.verdict != .partial else {
        tell(watch.elapsed, of: positions.count, console)
        return .interrupted
      }
      add(result, byte)
      console.progress("\(title): \(byte) of \(positions.last ?? 0), \(broken.count) broken …")
    }
    tell(watch.elapsed, of: positions.count, console)
    return broken.isEmpty ? .success : .checkFailed
  }

  private func tell(_ wall: Duration, of planned: Int, _ console: Console) {
    console.progress("")
    for line in lines(wall) { console.print(line) }
    if runs < planned {
      console.print("  broken off: \(Format.count(planned - runs)) positions were not tried")
    }
  }

  private func nothingToBreak(within count: Int) -> String {
    "its first connection on \(plan.link) carries \(count) bytes \(plan.direction.rawValue): "
      + "nothing would be broken"
  }

  private func fault(at byte: Int) -> LinkFault {
    var fault = LinkFault(id: "sweep", .at(.byte(byte), strike), direction: plan.direction)
    fault.nthConnection = 1
    return fault
  }

  private mutating func add(_ result: RunResult, _ byte: Int) {
    runs += 1
    outcomes.add(result)
    if !unexpected(result).isEmpty { broken.append((byte, result)) }
  }

  /// The invariants that a run broke, but for those that the scenario breaks anyway.
  private func unexpected(_ result: RunResult) -> [InvariantResult] {
    let known = scenario.violates.map(\.invariant)
    return result.invariants.filter { $0.violations > 0 && !known.contains($0.name) }
  }

  // MARK: Report

  private var title: String { "\(scenario.name): \(plan.link) \(plan.direction.rawValue)" }

  private func lines(_ wall: Duration) -> [String] {
    let verdict = broken.isEmpty ? "all held" : "\(broken.count) broke an invariant"
    var lines = [
      "\(title): \(Format.count(runs)) \(strike.rawValue)s, \(verdict), "
        + "in \(Format.duration(wall))",
      "  requests: \(outcomes.line)",
    ]
    for (byte, result) in broken.prefix(Self.shown) {
      lines.append("  behind byte \(byte):")
      for invariant in unexpected(result) {
        lines.append("    \(invariant.name.rawValue): \(invariant.examples.first ?? "")")
      }
      let place = "\(plan.link):\(plan.direction.rawValue)@\(byte)"
      let flag = strike == .reset ? "--every-reset" : "--every-cut"
      lines.append("    repeat: \(RunSummary.repetition(of: result)) \(flag) \(place)")
    }
    guard broken.count > Self.shown else { return lines }
    let others = broken.dropFirst(Self.shown).prefix(20).map { "\($0.byte)" }
    return lines + ["  also behind \(others.joined(separator: ", "))…"]
  }
}

extension Scenario {
  /// With more faults on a link, and nothing expected but what holds of every run.
  fileprivate func breaking(_ name: String, _ faults: [LinkFault]) -> Scenario {
    var scenario = self
    scenario.expectations = []
    if let index = faultyLinks.firstIndex(where: { $0.name == name }) {
      scenario.faultyLinks[index].faults += faults
    } else if var link = Self.links(behind: hops.count).first(where: { $0.name == name }) {
      link.faults = faults
      scenario.faultyLinks.append(link)
    }
    return scenario
  }
}
