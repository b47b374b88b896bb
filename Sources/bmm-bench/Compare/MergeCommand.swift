/// `bmm-bench merge`: one result of the results of shards, or of runs under several seeds.
enum MergeCommand {
  static let spec = CommandSpec(
    name: "bmm-bench merge",
    summary:
      "Joins results of shards (run --shard), or of one scenario under several seeds, into one: "
      + "counts, histograms and rows exactly, checks evaluated anew. Refuses what does not belong "
      + "together, and shards that are missing or there twice.",
    positionals: .init(
      placeholder: "RESULT", count: 1...BenchLimits.shardsMax,
      help: "a result.json, the folder of one, or a folder of such folders"),
    flags: [
      FlagSpec(
        name: "out", kind: .text(placeholder: "DIR"), presence: .required,
        help: "where the merged results go, by scenario"),
      FlagSpec(
        name: "partial", kind: .toggle, help: "accepts that shards are missing or were broken off"),
    ] + GateFiles.flags,
    examples: [
      .init(line: "bmm-bench merge shard-1 shard-2 shard-3 --out whole", use: "all three shards")
    ],
    exits: ExitCode.allCases)

  /// Merges, scenario by scenario.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    do {
      let files = try GateFiles(flags)
      var groups: [(scenario: String, parts: [MergeRules.Part])] = []
      for part in try flags.positionals.flatMap(ResultFolder.read) {
        let name = part.document.scenario
        if let index = groups.firstIndex(where: { $0.scenario == name }) {
          groups[index].parts.append(part)
        } else {
          groups.append((name, [part]))
        }
      }
      let merged = try groups.map { group in
        try ResultMerge.merge(group.parts, allowsGaps: flags.isOn("partial"))
      }
      let folder = try OutputFolder(flags.text("out") ?? ".")
      for document in merged {
        try folder.write(ResultFile.bytes(document), to: ResultFile.name, in: document.scenario)
        for line in lines(document) { console.print(line) }
      }
      let runs = merged.map { ReportedRun($0, repetition: RepeatLine($0).text) }
      try files.write(runs)
      return ExitCode.worst(runs.map(\.exitCode))
    } catch {
      console.note("bmm-bench merge: \(error)")
      return .unusable
    }
  }

  private static func lines(_ document: ResultDocument) -> [String] {
    let requests = document.outcomes.reduce(0) { $0 + $1.count }
    let failed = document.checks.filter { !$0.pass }
    return [
      "\(document.scenario): \(document.parts) result\(document.parts == 1 ? "" : "s"), "
        + "\(Format.count(requests)) requests, "
        + document.verdict.rawValue
    ] + failed.map { "  \($0.text): observed \($0.observed)" }
  }
}
