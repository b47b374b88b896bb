import World

/// What a worker does: it runs scenarios, and remembers those that it has read.
struct ExploreWorker {
  private struct Entry {
    let file: String
    let settings: [String]
    let scenario: Scenario
  }

  private var entries: [Entry] = []

  /// Does what it is asked for.
  mutating func answer(_ request: WorkRequest) throws(Interrupted) -> WorkReply {
    switch request {
    case .block(let job, let block):
      do {
        return .block(job: job, try run(block, scenario(of: block)))
      } catch let error as Interrupted {
        throw error
      } catch {
        return .unusable(job: job, reason: "\(error)")
      }
    case .trial(let job, let trial):
      do {
        return .trial(job: job, try run(trial))
      } catch let error as Interrupted {
        throw error
      } catch {
        // What cannot be run at all does not fail as the other one did.
        return .trial(job: job, TrialReport(failed: nil, runs: 0, virtual: .zero, said: "\(error)"))
      }
    }
  }

  private func run(_ block: SeedBlock, _ scenario: Scenario) throws -> BlockReport {
    let watch = Stopwatch()
    var report = BlockReport()
    for number in 0..<block.count {
      let result = try run(scenario, seed: block.first &+ UInt64(number))
      report.add(result, tellsDigest: block.tellsDigest(of: result.scenario.seed))
    }
    report.nanoseconds = watch.elapsed.nanoseconds
    return report
  }

  private func run(_ trial: ShrinkTrial) throws -> TrialReport {
    let node = try JSON5Parser.parse(trial.text.utf8, file: trial.file)
    let scenario = try ScenarioDecoder.decode(node)
    var runs = 0
    for seed in trial.seeds {
      let result = try run(scenario, seed: seed)
      runs += 1
      guard let (oracle, said) = Oracle.first(of: result), oracle == trial.oracle else { continue }
      if let witness = trial.witness {
        runs += 1
        guard try Oracle.first(of: run(scenario, seed: witness)) == nil else { break }
      }
      return TrialReport(failed: seed, runs: runs, virtual: result.virtual, said: said)
    }
    return TrialReport(failed: nil, runs: runs, virtual: .zero, said: "")
  }

  private func run(_ scenario: Scenario, seed: UInt64) throws -> RunResult {
    var scenario = scenario
    scenario.seed = seed
    let result = try ScenarioRun(scenario, .sim, isDetailed: false).run()
    if result.verdict == .partial { throw Interrupted() }
    return result
  }

  private mutating func scenario(of block: SeedBlock) throws -> Scenario {
    let known = entries.first { $0.file == block.file && $0.settings == block.settings }
    if let known { return known.scenario }
    let settings = try block.settings.map { try SourceSetting($0) }
    let scenario = try ScenarioDecoder.read(block.file, setting: settings)
    entries.append(Entry(file: block.file, settings: block.settings, scenario: scenario))
    return scenario
  }
}

extension SeedBlock {
  /// Whether the digest of a seed is told.
  func tellsDigest(of seed: UInt64) -> Bool {
    digestEvery > 0 && seed % UInt64(digestEvery) == 0
  }
}
