import Testing
import World

@Suite struct SwarmIntensityTests {
  private let swarm = (0..<3000).map { SwarmIntensity(seed: UInt64($0)) }

  @Test func `equal seeds draw equal intensities, other seeds others`() {
    #expect(SwarmIntensity(seed: 1) == swarm[1])
    #expect(SwarmIntensity(seed: 2) != swarm[1])
  }

  private enum Fault: CaseIterable {
    case stalls
    case slowStatements
    case lateSegments

    var shareMax: Double {
      switch self {
      case .stalls: SwarmLimits.stallShare
      case .slowStatements: SwarmLimits.slowShare
      case .lateSegments: SwarmLimits.lateShare
      }
    }

    func share(in intensity: SwarmIntensity) -> Double {
      switch self {
      case .stalls: intensity.stallShare
      case .slowStatements: intensity.slowStatements.probability
      case .lateSegments: intensity.latencyTail.probability
      }
    }
  }

  @Test(arguments: Fault.allCases)
  private func `a third of the seeds is spared, the others are spread over orders of magnitude`(
    fault: Fault
  ) {
    let shares = swarm.map(fault.share)
    let most = fault.shareMax
    #expect((900...1100).contains(shares.count { $0 == 0 }))
    let struck = shares.filter { $0 > 0 }
    #expect(struck.allSatisfy { (SwarmLimits.leastShare...most).contains($0) })
    let middle = (SwarmLimits.leastShare * most).squareRoot()
    #expect((900...1100).contains(struck.count { $0 < middle }))
  }

  @Test func `the faults are drawn apart: some seeds know each without the others`() {
    let alone = swarm.filter { $0.stallShare > 0 && $0.latencyTail.probability == 0 }
    #expect(alone.contains { $0.slowStatements.probability == 0 })
    #expect(alone.contains { $0.slowStatements.probability > 0 })
    for policy in SchedulePolicy.allCases {
      #expect((900...1100).contains(swarm.count { $0.policy == policy }))
    }
  }

  @Test(arguments: SwarmFault.allCases)
  func `what is drawn alone is drawn as in the whole swarm, and the rest is kind`(
    fault: SwarmFault
  ) {
    for seed in UInt64(0)..<100 {
      let (whole, alone) = (swarm[Int(seed)], SwarmIntensity(seed: seed, drawing: [fault]))
      #expect(alone.policy == (fault == .schedule ? whole.policy : .random))
      #expect(alone.stallShare == (fault == .stalls ? whole.stallShare : 0))
      #expect(alone.slowStatements == (fault == .slowStatements ? whole.slowStatements : .none))
      #expect(alone.latencyTail == (fault == .lateSegments ? whole.latencyTail : .none))
    }
  }

  @Test func `a loop has the intensities of its seed, and none without a swarm`() {
    var options = SimOptions(seed: 7)
    #expect(Loop.simulated(options).swarm == nil)
    options.swarm = true
    #expect(Loop.simulated(options).swarm == SwarmIntensity(seed: 7))
    options.swarmFaults = [.stalls]
    #expect(Loop.simulated(options).swarm == SwarmIntensity(seed: 7, drawing: [.stalls]))
  }
}

@Suite struct SlowStatementsTests {
  /// When each of 1000 statements of a second has ended, from the last one on.
  private func durations(_ slow: SlowStatements) -> [Duration] {
    var options = SimOptions(seed: 1)
    options.slowStatements = slow
    let loop = Loop.simulated(options)
    let world = World("one", on: loop)
    let lane = world.lane("database")
    let durations = Box<[Duration]>([])
    world.spawn("queries") {
      for _ in 0..<1000 {
        let start = world.now
        await lane.run(cost: .uniform(1, 2)) {}
        durations.value.append(world.now - start)
      }
      lane.close()
    }
    #expect(loop.run(until: .never) == .idle)
    return durations.value
  }

  @Test func `a share of the statements takes so many times as long, the others what they took`() {
    let plain = durations(.none)
    let slowed = durations(SlowStatements(probability: 0.1, factor: 50))
    let changed = zip(plain, slowed).filter { $0 != $1 }
    #expect((70...130).contains(changed.count))
    #expect(changed.allSatisfy { abs($1.seconds / $0.seconds - 50) < 0.001 })
  }
}

@Suite struct LatencyTailTests {
  /// The latencies of 1000 segments that are sent a minute apart.
  private func latencies(_ tail: LatencyTail) throws -> [Double] {
    var options = SimOptions(seed: 1)
    options.defaultLink = LinkProfile(latency: .logNormal(median: 0.1, sigma: 0.1))
    options.latencyTail = tail
    let loop = Loop.simulated(options)
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let latencies = Box<[Double]>([])
    let listener = try far.listen(at: Address("far", port: 1)) { connection in
      far.spawn("reader") {
        while (try? await connection.more()) == .bytes {
          let sent = connection.input.view.withMemoryRebound(to: Int64.self) { $0[0] }
          latencies.value.append((far.now - Instant(nanoseconds: sent)).seconds)
          connection.consume(connection.input.count)
        }
        connection.close()
      }
    }
    near.spawn("writer") {
      let by = near.now + .seconds(5)
      guard let connection = try? await near.connect(to: Address("far", port: 1), by: by) else {
        return
      }
      for _ in 0..<1000 {
        await near.sleep(for: .seconds(60))
        var now = near.now.nanoseconds
        withUnsafeBytes(of: &now) { connection.write(Array($0)) }
      }
      connection.finish()
      connection.close()
      listener.close()
    }
    #expect(loop.run(until: .never) == .idle)
    return latencies.value
  }

  @Test func `a share of the segments is late by so many medians, the others as they were`()
    throws
  {
    let plain = try latencies(.none)
    let tailed = try latencies(LatencyTail(probability: 0.1, medians: 50))
    let delays = zip(plain, tailed).map { $1 - $0 }.filter { $0 > 1e-9 }
    #expect(plain.count == 1000 && tailed.count == 1000)
    #expect((70...130).contains(delays.count))
    #expect(delays.allSatisfy { $0 <= 5 })
    #expect(delays.contains { $0 > 4 })
  }
}
