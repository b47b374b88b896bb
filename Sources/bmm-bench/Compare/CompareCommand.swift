/// `bmm-bench compare`: two results, and whether the second is worse.
enum CompareCommand {
  static let spec = CommandSpec(
    name: "bmm-bench compare",
    summary:
      "Compares two results of a scenario, or two folders of results, figure by figure and check "
      + "by check, and says whether the second is worse. Results of run --seeds N --out DIR bring "
      + "repetitions, from which it tells how sure a change is.",
    positionals: .init(
      placeholder: "RESULT", count: 2...2,
      help: "before, then after: a result.json, the folder of one, or a folder of such folders"),
    flags: [
      FlagSpec(
        name: "threshold", kind: .fraction, presence: .defaultsTo("5%"),
        help: "the change for the worse from which a figure fails"),
      FlagSpec(
        name: "fail-if", kind: .text(placeholder: "CONDITION"), presence: .repeated,
        help: "fails on these changes instead of the threshold, and on checks that fail more "
          + "often: \"p95(ttft) > +5%\", \"goodput < -2%\""),
      FlagSpec(
        name: "markdown", kind: .text(placeholder: "FILE"), help: "writes a page for a pull request"
      ),
      FlagSpec(
        name: "force", kind: .toggle,
        help: "compares results of different scenarios or worlds, or of a run broken off"),
    ],
    examples: [
      .init(
        line: "bmm-bench compare Results/baselines/smoke Results/runs/smoke",
        use: "today's runs beside the baselines, all scenarios that both have"),
      .init(
        line:
          "bmm-bench compare before/result.json after/result.json --fail-if \"p95(ttft) > +5%\"",
        use: "one figure decides"),
    ],
    exits: [.success, .checkFailed, .unusable])

  /// Compares what both sides have.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    do {
      let file = try flags.text("markdown").map(OutputFile.init)
      let gate = try gate(flags)
      let comparisons = try compare(flags.positionals[0], flags.positionals[1], gate, console)
      for line in ComparisonReport.lines(comparisons, width: console.width) { console.print(line) }
      try file?.write(Array(ComparisonReport.markdown(comparisons).utf8))
      return comparisons.contains(where: \.isWorse) ? .checkFailed : .success
    } catch {
      console.note(error is UsageError ? "\(error)" : "bmm-bench compare: \(error)")
      return .unusable
    }
  }

  private static func gate(_ flags: Flags) throws(UsageError) -> ResultComparison.Gate {
    var gate = ResultComparison.Gate()
    gate.threshold = flags.fraction("threshold") ?? gate.threshold
    gate.isForced = flags.isOn("force")
    for text in flags.texts("fail-if") {
      do throws(FlagValueError) {
        gate.conditions.append(try FailCondition(text))
      } catch {
        throw UsageError(
          command: spec.name, message: "--fail-if \"\(text)\" \(error.message)")
      }
    }
    return gate
  }

  private static func compare(
    _ one: String, _ other: String, _ gate: ResultComparison.Gate, _ console: Console
  ) throws -> [ResultComparison] {
    let (before, after) = (try ResultFolder.read(one), try ResultFolder.read(other))
    if before.count == 1, after.count == 1 {
      return [try ResultComparison(before[0], after[0], gate)]
    }
    var comparisons: [ResultComparison] = []
    for side in before {
      let name = side.document.scenario
      guard let twin = after.first(where: { $0.document.scenario == name }) else {
        console.note("\(name): only in \(one)")
        continue
      }
      comparisons.append(try ResultComparison(side, twin, gate))
    }
    let known = before.map(\.document.scenario)
    for side in after where !known.contains(side.document.scenario) {
      console.note("\(side.document.scenario): only in \(other)")
    }
    guard !comparisons.isEmpty else { throw CompareError.nothingInCommon(one, other) }
    return comparisons
  }
}
