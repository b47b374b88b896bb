import World

/// What a search has found, as lines for people.
struct ExploreReport {
  /// Seeds of a failure that are named.
  private static let seedsShown = 5

  let findings: [ExploreFindings]
  /// How long it took.
  let elapsed: Duration
  /// Processes that did it.
  let processes: Int
  /// Whether the user broke it off.
  var isPartial = false
  /// Whether each mark that was never reached is named.
  var namesMarks = false

  /// The lines, the summary first.
  var lines: [String] {
    [summary, rechecks, coverage].compactMap(\.self) + marks + findings.flatMap(lines)
  }

  private var summary: String {
    let seeds = findings.reduce(0) { $0 + $1.seeds }
    let failed = findings.reduce(0) { $0 + $1.failed }
    let name = findings.count == 1 ? findings[0].file.name : "\(findings.count) scenarios"
    let rate = Format.rate(perSecond: Double(seeds) / max(elapsed.seconds, 0.001))
    let end = isPartial ? "broken off after" : "in"
    return "\(name): \(Format.count(seeds)) seeds, \(Format.count(failed)) failed, \(end) "
      + "\(Format.duration(elapsed)) (\(rate) by \(processes) processes)"
  }

  private var rechecks: String? {
    let count = findings.reduce(0) { $0 + $1.rechecks }
    let differing = findings.flatMap(\.failures).filter { $0.oracle.kind == .digest }
      .reduce(0) { $0 + $1.count }
    guard count > 0 else { return nil }
    return "  \(Format.count(count)) of them ran twice, in two processes: "
      + (differing == 0 ? "each with one digest" : "\(differing) with two digests")
  }

  private var coverage: String {
    let exercised = findings.reduce(into: InvariantSet()) { $0.formUnion($1.exercised) }
    let idle = exercised.missing.map(\.rawValue).joined(separator: ", ")
    return "  invariants exercised: \(exercised.count) of \(InvariantName.allCases.count)"
      + (idle.isEmpty ? "" : ", not \(idle)")
  }

  /// Those never reached are many at first, so they are named only if somebody wants it.
  private var marks: [String] {
    let marks = findings.reduce(into: MarkSet()) { $0.formUnion($1.marks) }
    let missing = marks.missing
    let few = missing.count <= Self.marksShown
    let names = namesMarks || few ? missing.joined(separator: ", ") : Self.families(missing)
    let line =
      "marks reached: \(marks.count) of \(MarkTable.names.count)"
      + (missing.isEmpty ? "" : ", never \(names)")
    return TextTableLayout.wrap(line, to: BenchLimits.helpWidth - 4).enumerated().map {
      ($0 == 0 ? "  " : "    ") + $1
    }
  }

  /// Marks never reached that are named in any case.
  private static let marksShown = 20

  /// How many there are of each family.
  private static func families(_ names: [String]) -> String {
    let families = names.map { String($0.prefix { $0 != "/" }) }
    let each = families.indices.filter { $0 == 0 || families[$0] != families[$0 - 1] }
      .map { first in "\(families.count { $0 == families[first] }) of \(families[first])" }
    return each.joined(separator: ", ") + " (--marks names them)"
  }

  private func lines(_ found: ExploreFindings) -> [String] {
    found.failures.flatMap { failure in
      let seeds = failure.seeds.prefix(Self.seedsShown).map { "\($0)" }.joined(separator: ", ")
      let more = failure.count > Self.seedsShown ? ", …" : ""
      return [
        "",
        "\(found.file.name) failed at \(failure.oracle.name): \(Format.count(failure.count)) of "
          + "\(Format.count(found.seeds)) seeds (\(seeds)\(more))",
        "    \(failure.said)",
      ] + (isPlain(failure, of: found) ? [Self.always] : []) + repetition(of: failure, found)
    }
  }

  /// What fails under every seed needs no search, unless the search itself made it fail.
  private func isPlain(_ failure: OracleTally, of found: ExploreFindings) -> Bool {
    let isOfRun = [Oracle.Kind.invariant, .check].contains(failure.oracle.kind)
    return isOfRun && failure.count == found.seeds && found.seeds > 1 && !found.file.addsSwarm
  }

  private func repetition(of failure: OracleTally, _ found: ExploreFindings) -> [String] {
    // No seed alone repeats it.
    guard failure.oracle.kind != .passing else { return [] }
    return ["  repeat: \(found.file.repetition(seed: failure.first))"]
  }

  private static let always = "    under every seed: a plain run shows it as well"
}
