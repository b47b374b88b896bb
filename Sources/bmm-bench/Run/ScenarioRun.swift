import Service
import World

/// Why a scenario could not be run at all: exit code 2.
struct SetUpError: Error, CustomStringConvertible {
  /// The scenario's file.
  let file: String
  /// What failed and what to do.
  let reason: String

  var description: String { "\(file): \(reason)" }
}

/// One run of a scenario: stands the roles up, lets the users come, and gathers what all saw.
struct ScenarioRun {
  private let scenario: Scenario
  private let arm: Arm
  private let timeScale: Double
  private let probes: [Probe]
  private let progress: ProgressWatch?
  private let watch: Watch?
  private let isDetailed: Bool

  /// What one run is done with, the next one can have: each thread takes what no other has.
  private static let databases = DatabasePool()

  /// Something to be looked at when so much time has passed; the run must still be going on then.
  typealias Probe = (after: Duration, look: @Sendable () -> Void)

  /// Is told of all that happens in a simulated run, as it happens.
  typealias Watch = @Sendable (SimEvent, Instant) -> Void

  /// A run of a scenario; the time scale counts live only. Who wants the verdict alone, as a sweep
  /// does, is spared the details.
  init(
    _ scenario: Scenario, _ arm: Arm, timeScale: Double = 1, probes: [Probe] = [],
    progress: ProgressWatch? = nil, watch: Watch? = nil, isDetailed: Bool = true
  ) {
    var scenario = scenario
    if arm == .sim { scenario.service.databasePool = Self.databases }
    self.scenario = scenario
    self.arm = arm
    self.timeScale = timeScale
    self.probes = probes
    self.progress = progress
    self.watch = watch
    self.isDetailed = isDetailed
  }

  /// Runs to the end; `look` gets to see what the roles saw before it is forgotten.
  func run(look: (Evidence) -> Void = { _ in }) throws(SetUpError) -> RunResult {
    let stopwatch = Stopwatch()
    let loop = try settingUp { try makeLoop() }
    let guardian = arm == .sim ? SimGuard(loop) : nil
    try settingUp { try guardian?.arm() }
    defer { guardian?.disarm() }
    let stage = try settingUp { try standUp(on: loop) }
    let end = go(stage)
    if let reason = stage.failure.reason { throw SetUpError(file: scenario.file, reason: reason) }
    let evidence = evidence(of: stage, end)
    look(evidence)
    return result(of: stage, evidence, stopwatch)
  }

  // MARK: Parts of a run

  /// What stands in a run, and who looks on.
  private struct Stage {
    let loop: Loop
    let journal: RunJournal
    let stack: Stack
    let meter: HarnessMeter
    let abortWatch: AbortWatch
    let serverWatch: ServerWatch
    let failure = Failure()
  }

  /// Why the users could not even come.
  private final class Failure: @unchecked Sendable {  // Read after the loop has ended.
    var reason: String?
  }

  private func standUp(on loop: Loop) throws -> Stage {
    if let watch { loop.watch { [unowned loop] in watch($0, loop.now) } }
    let journal = RunJournal(shard: scenario.shard)
    journal.expect(scenario.sights)
    let topology = Topology(outermost: scenario.hops.isEmpty ? .service : .edge)
    let stack = try Stack(scenario, topology, on: loop, arm, journal)
    let abortWatch = AbortWatch(scenario, journal, in: stack.users) { loop.end(within: .zero) }
    return Stage(
      loop: loop, journal: journal, stack: stack,
      meter: HarnessMeter(in: stack.users, timeScale: timeScale), abortWatch: abortWatch,
      serverWatch: ServerWatch(in: stack.users) { stack.serverSample })
  }

  /// Lets the users come, and runs the loop to its end.
  private func go(_ stage: Stage) -> LoopEnd {
    let users = stage.stack.users
    if arm == .live { stage.meter.begin() }
    stage.abortWatch.start()
    users.spawn("scenario") {
      do {
        try await play(stage.stack, stage.journal)
      } catch {
        stage.failure.reason = "\(error)"
      }
      stage.meter.end()
      stage.abortWatch.stop()
      stage.serverWatch.stop()
      await stage.stack.stop(by: users.now + BenchLimits.drain)
      stage.loop.end(within: BenchLimits.drain)
    }
    progress?.follow(stage.loop, scenario, arm, stage.journal)
    for probe in probes { _ = users.at(.start + probe.after, probe.look) }
    let end = stage.loop.run(until: .start + scenario.limit)
    stage.meter.end()
    stage.serverWatch.stop()
    return stage.abortWatch.abort == nil ? end : .interrupted
  }

  private func evidence(of stage: Stage, _ end: LoopEnd) -> Evidence {
    let (journal, users) = (stage.journal, stage.stack.users)
    return Evidence(
      scenario: scenario, records: journal.records + journal.unfinished, calls: journal.calls,
      log: journal.log, exchanges: journal.exchanges, accesses: journal.accesses,
      epoch: users.wallTime + (.start - users.now), end: end,
      leftovers: end == .interrupted ? [] : stage.stack.leftovers)
  }

  private func result(
    of stage: Stage, _ evidence: Evidence, _ stopwatch: Stopwatch
  ) -> RunResult {
    let (loop, journal) = (stage.loop, stage.journal)
    var result = RunResult(
      evidence, arm, timeScale: arm == .live ? timeScale : nil,
      digest: arm == .sim ? loop.traceDigest : nil, virtual: loop.now - .start,
      wall: stopwatch.elapsed, dropped: journal.dropped, swarm: loop.swarm,
      abort: stage.abortWatch.abort, sights: journal.sights, isDetailed: isDetailed)
    if arm == .live {
      result.harness.judge(
        journal.lateness, timeScale: timeScale, loop: stage.meter.windows, journal.dropped)
      result.harness.peakMemoryBytes = ProcFile.status("VmHWM:")
    }
    result.marks.formUnion(loop.marks)
    result.notExercised = stage.stack.notExercised(by: loop.now - .start)
    result.firstConnections = stage.stack.firstConnections
    result.server = stage.serverWatch.samples
    return result
  }

  private func settingUp<Value>(_ body: () throws -> Value) throws(SetUpError) -> Value {
    do {
      return try body()
    } catch {
      throw SetUpError(file: scenario.file, reason: "\(error)")
    }
  }

  private func makeLoop() throws(LiveError) -> Loop {
    let seed = scenario.shard.seed(scenario.seed)
    guard arm == .sim else {
      return try .live(LiveOptions(seed: seed, timeScale: timeScale))
    }
    var options = SimOptions(seed: seed)
    options.policy = scenario.schedule
    options.stalls = scenario.stalls
    options.swarm = scenario.swarm
    options.swarmFaults = scenario.swarmFaults
    options.links = scenario.simulatedLinks
    if let date = scenario.date { options.epoch = date }
    return .simulated(options)
  }

  private func play(_ stack: Stack, _ journal: RunJournal) async throws {
    let accounts = scenario.groups.enumerated().map { number, group in
      UserAccount.make(for: group, number: number, in: stack.users)
    }
    try await stack.seed(accounts.flatMap(\.self))
    let runners = try zip(scenario.groups, accounts).map { group, accounts in
      let target = try stack.target(of: group)
      return GroupRunner(
        group, accounts, target, in: stack.users, journal, shard: scenario.shard)
    }
    await withDiscardingTaskGroup { tasks in
      for runner in runners { tasks.addTask { await runner.run() } }
    }
  }
}
