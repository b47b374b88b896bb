import Glibc

/// Whether a seed names one run: in many processes on a busy machine, and in another build.
enum DeterminismGauge {
  /// The environment's name for another build of this program, to compare with.
  static let otherBuild = "BMM_OTHER_BENCH"

  /// A gauge of so many seeds, each run by so many processes, and of many seeds in this process.
  static func make(seeds: Int = 5, processes: Int = 20, distinct: Int = 200) -> Gauge {
    Gauge(
      name: "sim.determinism", about: "equal digests of a seed in processes and builds",
      isQuick: false, arm: .sim
    ) { bench in
      let expected = try (1...seeds).map { try digest(ofSeed: $0) }
      let all = Set(try (1...distinct).map { try digest(ofSeed: $0) })
      var figures = [
        Figure(
          id: "sim.determinism.processes",
          title: "equal digests of \(seeds) seeds in \(processes) processes each, two at a time",
          unit: "of \(seeds * processes)", values: [try repeated(expected, processes, bench)],
          better: .higher, target: Double(seeds * processes)),
        Figure(
          id: "sim.determinism.seeds", title: "different digests of \(distinct) seeds",
          unit: "of \(distinct)", values: [Double(all.count)], better: .higher,
          target: Double(distinct)),
      ]
      if let program = getenv(otherBuild).map({ String(cString: $0) }) {
        figures.append(try compared(expected, with: program))
      }
      return figures
    }
  }

  /// The digest of the mixed load in this process.
  static func digest(ofSeed seed: Int) throws -> String {
    var scenario = try GaugeScenario.mixed()
    scenario.seed = UInt64(seed)
    let result = try ScenarioRun(scenario, .sim).run()
    guard let digest = result.digest else { throw Interrupted() }
    return digest
  }

  /// How many processes find the digest of their seed; two run at any time, on all cores.
  private static func repeated(
    _ expected: [String], _ processes: Int, _ bench: GaugeBench
  ) throws -> Double {
    var running: [(seed: Int, child: ChildProcess)] = []
    var equal = 0
    func awaitOldest() throws {
      let (seed, child) = running.removeFirst()
      if try printed(child) == expected[seed - 1] { equal += 1 }
    }
    for _ in 0..<processes {
      for seed in 1...expected.count {
        if running.count == 2 { try awaitOldest() }
        running.append((seed, try bench.spawnSelf(DigestCommand.arguments(seed: seed))))
      }
    }
    while !running.isEmpty { try awaitOldest() }
    return Double(equal)
  }

  private static func compared(_ expected: [String], with program: String) throws -> Figure {
    var equal = 0
    for (index, digest) in expected.enumerated() {
      let child = try ChildProcess(program, DigestCommand.arguments(seed: index + 1))
      if try printed(child) == digest { equal += 1 }
    }
    return Figure(
      id: "sim.determinism.builds", title: "equal digests of \(expected.count) seeds elsewhere",
      unit: "of \(expected.count)", values: [Double(equal)], better: .higher,
      target: Double(expected.count), note: "the program that \(otherBuild) names")
  }

  private static func printed(_ child: ChildProcess) throws -> String {
    let end = try child.end()
    guard end.code == 0 else { throw GaugeError("a repeated run ended with code \(end.code)") }
    return String(end.output.prefix { $0 != "\n" })
  }
}
