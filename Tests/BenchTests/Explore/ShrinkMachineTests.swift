import Testing
import World

@testable import bmm_bench

/// The machine alone: the test decides which documents fail, and who answers first.
struct ShrinkMachineTests {
  private static let scenario = """
    {
      name: "x", about: "y", chaos: { swarm: true },
      links: { "edge-service": { latency: { uniform: ["1ms", "9ms"] } } },
      users: [
        { name: "a", plan: "team", arrivals: { closed: 9 }, steps: [{ preview: {} }] },
        {
          name: "b", plan: "pro", arrivals: { poisson: "1/s", for: "60s" },
          steps: [{ preview: {} }, { wait: "5s" }, { previewStream: {} }],
        },
      ],
      expect: ["count(outcome=spec) > 0"],
    }
    """

  private func machine(
    _ oracle: Oracle.Kind = .invariant, witness: UInt64? = nil, runsMax: Int = 4000
  ) throws -> ShrinkMachine {
    let document = try JSON5Parser.parse(Self.scenario.utf8, file: "x.json5")
    return ShrinkMachine(
      ShrinkMachine.Failure(
        document: document, seed: 17, oracle: Oracle(kind: oracle, name: "oracle"),
        virtual: .seconds(100), said: "first", witness: witness),
      runsMax: runsMax)
  }

  private func trial(_ order: WorkOrder) -> (job: Int, trial: ShrinkTrial)? {
    guard case .work(.trial(let job, let trial)) = order else { return nil }
    return (job, trial)
  }

  /// Lets so many processes try documents; the last one that got work answers first.
  private func play(
    _ machine: inout ShrinkMachine, processes: Int, virtual: Duration = .seconds(50),
    fails: (Scenario) -> Bool
  ) throws {
    var open: [(job: Int, trial: ShrinkTrial)] = []
    while !machine.isDone {
      if open.count < processes, let work = trial(machine.next(for: 1)) {
        open.append(work)
        continue
      }
      guard let (job, trial) = open.popLast() else { continue }
      let scenario = try Scenario(text: trial.text)
      let report = TrialReport(
        failed: fails(scenario) ? trial.seeds[2] : nil, runs: fails(scenario) ? 3 : 10,
        virtual: virtual, said: "smaller")
      try machine.take(.trial(job: job, report))
    }
  }

  private func streams(_ scenario: Scenario) -> Bool {
    scenario.groups.contains { group in
      group.steps.contains { step in
        if case .preview(.stream, _) = step { true } else { false }
      }
    }
  }

  @Test(arguments: [1, 2, 5])
  func `what the failure does not need goes, the same for any number of processes`(
    processes: Int
  ) throws {
    var machine = try machine()
    try play(&machine, processes: processes, fails: streams)
    #expect(
      machine.failure.document.line
        == "{ name: \"x\", about: \"y\", users: [{ name: \"b\", plan: \"pro\", "
        + "arrivals: { closed: 1 }, steps: [{ previewStream: {} }] }] }")
    #expect(machine.failure.said == "smaller")
    #expect(machine.changes.first == "without expect")
  }

  @Test func `the seed of the smaller failure is the next one's first`() throws {
    var machine = try machine()
    var begun = machine
    let (_, first) = try #require(trial(begun.next(for: 1)))
    #expect(first.seeds == Array(17...26))
    try play(&machine, processes: 1, fails: streams)
    #expect(machine.failure.seed > 17)
  }

  @Test func `what is told has failed as it stands, under the seed that is told`() throws {
    var machine = try machine()
    var failed: [(text: String, seed: UInt64)] = []
    while !machine.isDone {
      guard let (job, trial) = trial(machine.next(for: 1)) else { continue }
      // Each document fails under another seed than the one before.
      let seed = try streams(Scenario(text: trial.text)) ? trial.seeds[1 + failed.count % 3] : nil
      if let seed { failed.append((trial.text, seed)) }
      try machine.take(
        .trial(job: job, TrialReport(failed: seed, runs: 1, virtual: .seconds(50), said: "")))
    }
    #expect(failed.count > 3)
    #expect(machine.failure.document.line == failed.last?.text)
    #expect(machine.failure.seed == failed.last?.seed)
  }

  @Test func `nothing that fails no more is kept`() throws {
    var machine = try machine()
    let before = machine.failure.document
    try play(&machine, processes: 2) { _ in false }
    #expect(machine.failure.document == before)
    #expect(machine.changes.isEmpty)
  }

  @Test func `what would make the run much longer is not kept`() throws {
    var machine = try machine()
    try play(&machine, processes: 1, virtual: .seconds(130)) { _ in true }
    #expect(machine.changes.isEmpty)
  }

  @Test func `runs are bounded, and what was found by then is kept`() throws {
    var machine = try machine(runsMax: 4)
    try play(&machine, processes: 1, fails: streams)
    #expect(machine.runs >= 4 && machine.runs < 20)
    #expect(machine.changes == ["without expect", "without users[0]"])
  }

  @Test func `users stay where a check holds under no seed: fewer would fail it by themselves`()
    throws
  {
    var alone = try machine(.check)
    try play(&alone, processes: 2) { _ in true }
    let path = SourcePath().key("users")
    let before = try machine(.check).failure.document.node(at: path)?.line
    #expect(alone.failure.document.node(at: path)?.line == before)
    #expect(alone.failure.document.node(at: SourcePath().key("links")) == nil)
    var witnessed = try machine(.check, witness: 3)
    var begun = witnessed
    let (_, first) = try #require(trial(begun.next(for: 1)))
    #expect(first.witness == 3)
    try play(&witnessed, processes: 2) { _ in true }
    #expect(witnessed.failure.document.node(at: path)?.value.elements?.count == 1)
  }

  @Test func `a crash is looked for by its signal, with one seed at a time`() throws {
    let document = try JSON5Parser.parse(Self.scenario.utf8, file: "x.json5")
    var machine = ShrinkMachine(
      ShrinkMachine.Failure(
        document: document, seed: 17, oracle: ExploreFindings.crash(134), virtual: .zero, said: "",
        witness: nil),
      runsMax: 100)
    let (other, first) = try #require(trial(machine.next(for: 1)))
    #expect(first.seeds == [17])
    machine.lose(job: other, .ended(139))
    #expect(machine.changes.isEmpty)
    let (same, _) = try #require(trial(machine.next(for: 1)))
    machine.lose(job: same, .ended(134))
    #expect(machine.changes.count == 1)
  }
}
