import Testing

@testable import bmm_bench

/// The machine alone: the test is all processes, and says what they have found.
struct ExploreMachineTests {
  private static let broken = Oracle(kind: .invariant, name: "terminal-event")

  private func machine(
    _ names: String..., seeds: Int?, failures: Int? = nil, processes: Int = 2
  ) -> ExploreMachine {
    let files = names.map {
      ExploredFile(name: $0, file: "\($0).json5", settings: [], firstSeed: 1)
    }
    return ExploreMachine(
      files, ExploreMachine.Budget(seeds: seeds, failures: failures), processes: processes)
  }

  /// A block as a worker reports it: so many microseconds a seed, and these seeds failed.
  private func report(
    _ block: SeedBlock, microseconds: Int64 = 500, failing: [UInt64] = [],
    digest: (UInt64) -> String = { "\($0)" }
  ) -> BlockReport {
    var report = BlockReport()
    for number in 0..<block.count {
      let seed = block.first + UInt64(number)
      report.seeds += 1
      report.nanoseconds += microseconds * 1000
      if failing.contains(seed) {
        report.failures.count(OracleTally(Self.broken, seeds: [seed], said: "seed \(seed)"))
      }
      if block.tellsDigest(of: seed) {
        report.digests.append(.init(seed: seed, digest: digest(seed)))
      }
    }
    return report
  }

  private func work(_ order: WorkOrder) -> (job: Int, block: SeedBlock)? {
    guard case .work(.block(let job, let block)) = order else { return nil }
    return (job, block)
  }

  /// Lets two processes work in turn until nothing is left, and returns all blocks.
  private func play(
    _ machine: inout ExploreMachine, failing: [UInt64] = [],
    digest: (UInt64, Int) -> String = { seed, _ in "\(seed)" }
  ) throws -> [SeedBlock] {
    var (blocks, turn) = ([SeedBlock](), 0)
    while !machine.isDone {
      turn += 1
      let process = 1 + turn % 2
      guard let (job, block) = work(machine.next(for: process)) else { continue }
      blocks.append(block)
      let report = report(block, failing: failing) { digest($0, process) }
      try machine.take(.block(job: job, report))
    }
    return blocks
  }

  /// The same where processes end by signal 6 over some blocks; tells how many did.
  private func playLosing(
    _ machine: inout ExploreMachine, where isLost: (SeedBlock, Int) -> Bool
  ) throws -> Int {
    var (lost, turn) = (0, 0)
    while !machine.isDone {
      turn += 1
      guard let (job, block) = work(machine.next(for: 1 + turn % 2)) else { continue }
      if isLost(block, lost) {
        lost += 1
        machine.lose(job: job, .ended(134))
      } else {
        try machine.take(.block(job: job, report(block)))
      }
    }
    return lost
  }

  @Test func `every seed is run once, the first and those of each hundred twice`() throws {
    var machine = machine("a", seeds: 1000)
    let blocks = try play(&machine)
    let seeds = blocks.flatMap { block in (0..<block.count).map { block.first + UInt64($0) } }
    let twice = seeds.filter { $0 == 1 || $0 % 100 == 0 }
    #expect(seeds.count == 1011 && twice.count == 22)
    #expect(Set(seeds) == Set(1...1000))
    #expect(machine.findings[0].seeds == 1000)
    #expect(machine.findings[0].rechecks == 11)
    #expect(machine.distinctFailures == 0)
  }

  @Test func `blocks grow to what takes a while, and never leave one process with the rest`()
    throws
  {
    var machine = machine("a", seeds: 4000)
    let blocks = try play(&machine)
    let sizes = blocks.filter { $0.digestEvery > 1 }.map(\.count)
    #expect(blocks.first?.count == 1)
    #expect(sizes.max() == 100)  // 50 ms by 0.5 ms a seed.
    #expect(sizes.suffix(3) == [1, 1, 1])
  }

  @Test func `scenarios take turns`() throws {
    var machine = machine("a", "b", seeds: nil)
    var files: [String] = []
    for _ in 0..<4 {
      let (job, block) = try #require(work(machine.next(for: 1)))
      files.append(block.file)
      try machine.take(.block(job: job, report(block)))
    }
    #expect(files == ["a.json5", "b.json5", "a.json5", "b.json5"])
  }

  @Test func `a second run is another process's, and another digest is a failure`() throws {
    var machine = machine("a", seeds: 200)
    _ = try play(&machine) { seed, process in seed == 100 ? "by \(process)" : "same" }
    let failure = try #require(machine.findings[0].failures.first)
    #expect(failure.oracle.kind == .digest)
    #expect(failure.seeds == [100])
    #expect(machine.findings[0].rechecks == 3)
  }

  @Test func `a process that is alone makes room for the second runs`() throws {
    var machine = machine("a", seeds: 100, processes: 1)
    while true {
      let order = machine.next(for: 1)
      guard let (job, block) = work(order) else {
        #expect(order == .retire)
        break
      }
      try machine.take(.block(job: job, report(block)))
    }
    for seed in [UInt64(1), 100] {
      let (job, block) = try #require(work(machine.next(for: 2)))
      #expect(block.first == seed && block.count == 1)
      try machine.take(.block(job: job, report(block)))
    }
    #expect(machine.isDone)
  }

  @Test func `enough different failures end it, equal ones do not`() throws {
    var one = machine("a", seeds: 10_000, failures: 1)
    _ = try play(&one, failing: [40])
    #expect(one.findings[0].failures.map(\.seeds) == [[40]])
    #expect(one.seeds >= 40 && one.seeds < 1000)
    var two = machine("a", seeds: 1000, failures: 2)
    _ = try play(&two, failing: [40, 41, 42])
    #expect(two.seeds == 1000)
    #expect(two.findings[0].failed == 3)
  }

  @Test func `once it is told to stop, what runs is awaited and nothing is begun`() throws {
    var machine = machine("a", seeds: nil)
    let (job, block) = try #require(work(machine.next(for: 1)))
    machine.stop()
    #expect(machine.next(for: 2) == .wait)
    #expect(!machine.isDone)
    try machine.take(.block(job: job, report(block)))
    let (again, second) = try #require(work(machine.next(for: 2)))
    #expect(second.first == block.first)
    try machine.take(.block(job: again, report(second)))
    #expect(machine.isDone)
    #expect(machine.seeds == 1)
  }

  @Test func `of a block that ended its process, the seed that did it is found`() throws {
    var machine = machine("a", seeds: 3)
    let lost = try playLosing(&machine) { block, _ in block.first == 2 }
    #expect(lost == 2)
    #expect(machine.distinctFailures == 1)
    let failure = try #require(machine.findings[0].failures.first)
    #expect(failure.oracle == Oracle(kind: .crash, name: "the process ended by signal 6"))
    #expect(failure.seeds == [2])
    #expect(machine.findings[0].seeds == 3)
  }

  @Test func `a process that ended over seeds which all hold alone is a failure of its block`()
    throws
  {
    var machine = machine("a", seeds: 4000)
    let lost = try playLosing(&machine) { block, lost in lost == 0 && block.count > 1 }
    #expect(lost == 1)
    #expect(machine.findings[0].seeds == 4000)
    #expect(machine.distinctFailures == 1)
    let failure = try #require(machine.findings[0].failures.first)
    #expect(
      failure.oracle
        == Oracle(
          kind: .passing, name: "the process ended by signal 6, which no seed alone repeats"))
    #expect(failure.said == "in a block of seeds 2-101")
  }

  @Test func `a second run that ends its process is no other seed`() throws {
    var machine = machine("a", seeds: 1)
    let (job, block) = try #require(work(machine.next(for: 1)))
    try machine.take(.block(job: job, report(block)))
    for _ in 0..<2 {
      let (again, _) = try #require(work(machine.next(for: 2)))
      machine.lose(job: again, .ended(134))
    }
    #expect(machine.isDone)
    #expect(machine.seeds == 1)
    #expect(machine.findings[0].failures.map(\.oracle) == [ExploreFindings.crash(134)])
  }

  @Test func `a seed that is not over in time is a failure with its seed`() throws {
    var machine = machine("a", seeds: 1, processes: 1)
    for _ in 0..<2 {
      let (job, _) = try #require(work(machine.next(for: 1)))
      machine.lose(job: job, .overdue(.seconds(60)))
    }
    #expect(machine.isDone)
    let failure = try #require(machine.findings[0].failures.first)
    #expect(failure.oracle == Oracle(kind: .hang, name: "not over within 60.0 s"))
  }

  @Test func `what cannot be run at all ends the search with its reason`() throws {
    var machine = machine("a", seeds: 9)
    let (job, _) = try #require(work(machine.next(for: 1)))
    #expect(throws: ExploreError(description: "no such file")) {
      try machine.take(.unusable(job: job, reason: "no such file"))
    }
  }
}
