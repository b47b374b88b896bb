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

  /// Something to be looked at when so much time has passed; the run must still be going on then.
  typealias Probe = (after: Duration, look: @Sendable () -> Void)

  /// A run of a scenario; the time scale counts live only.
  init(
    _ scenario: Scenario, _ arm: Arm, timeScale: Double = 1, probes: [Probe] = [],
    progress: ProgressWatch? = nil
  ) {
    self.scenario = scenario
    self.arm = arm
    self.timeScale = timeScale
    self.probes = probes
    self.progress = progress
  }

  /// Runs to the end; `look` gets to see what the roles saw before it is forgotten.
  func run(look: (Evidence) -> Void = { _ in }) throws(SetUpError) -> RunResult {
    let stopwatch = Stopwatch()
    let journal = RunJournal(shard: scenario.shard)
    journal.expect(scenario.sights)
    let loop = try settingUp { try makeLoop() }
    let guardian = arm == .sim ? SimGuard(loop) : nil
    try settingUp { try guardian?.arm() }
    defer { guardian?.disarm() }
    let stack = try settingUp { try standUp(on: loop, journal) }
    let failure = Failure()
    let meter = HarnessMeter(in: stack.users, timeScale: timeScale)
    if arm == .live { meter.begin() }
    let abortWatch = AbortWatch(scenario, journal, in: stack.users) { loop.end(within: .zero) }
    abortWatch.start()
    let serverWatch = ServerWatch(in: stack.users) { stack.serverSample }
    stack.users.spawn("scenario") {
      do {
        try await play(stack, journal)
      } catch {
        failure.reason = "\(error)"
      }
      meter.end()
      abortWatch.stop()
      serverWatch.stop()
      await stack.stop(by: stack.users.now + BenchLimits.drain)
      loop.end(within: BenchLimits.drain)
    }
    progress?.follow(loop, scenario, arm, journal)
    for probe in probes { _ = stack.users.at(.start + probe.after, probe.look) }
    let loopEnd = loop.run(until: .start + scenario.limit)
    meter.end()
    serverWatch.stop()
    let end = abortWatch.abort == nil ? loopEnd : .interrupted
    if let reason = failure.reason { throw SetUpError(file: scenario.file, reason: reason) }
    let evidence = Evidence(
      scenario: scenario, records: journal.records + journal.unfinished, calls: journal.calls,
      log: journal.log, exchanges: journal.exchanges, accesses: journal.accesses,
      epoch: stack.users.wallTime + (.start - stack.users.now), end: end,
      leftovers: end == .interrupted ? [] : stack.leftovers)
    look(evidence)
    var result = RunResult(
      evidence, arm, timeScale: arm == .live ? timeScale : nil,
      digest: arm == .sim ? loop.traceDigest : nil, virtual: loop.now - .start,
      wall: stopwatch.elapsed, dropped: journal.dropped, swarm: loop.swarm,
      abort: abortWatch.abort, sights: journal.sights)
    if arm == .live {
      result.harness.judge(
        journal.lateness, timeScale: timeScale, loop: meter.windows, journal.dropped)
      result.harness.peakMemoryBytes = ProcFile.status("VmHWM:")
    }
    result.firstConnections = stack.firstConnections
    result.server = serverWatch.samples
    return result
  }

  private func settingUp<Value>(_ body: () throws -> Value) throws(SetUpError) -> Value {
    do {
      return try body()
    } catch {
      throw SetUpError(file: scenario.file, reason: "\(error)")
    }
  }

  private func standUp(on loop: Loop, _ journal: RunJournal) throws -> Stack {
    let topology = Topology(outermost: scenario.hops.isEmpty ? .service : .edge)
    return try Stack(scenario, topology, on: loop, arm, journal)
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

  /// Why the users could not even come.
  private final class Failure: @unchecked Sendable {  // Read after the loop has ended.
    var reason: String?
  }
}
