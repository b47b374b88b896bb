import Glibc
import World

/// What a search for bugs has found, for people: a table for the console, and one in Markdown.
struct MutantsReport {
  /// The search, at its end.
  let search: MutantSearch

  /// Checks of a failed run that are named; the rest is counted.
  private static let checksMax = 2

  /// A report on a search.
  init(_ search: MutantSearch) {
    self.search = search
  }

  /// The lines for a console of a width.
  func lines(width: Int) -> [String] {
    var table = TextTable([
      .init(title: "bug"), .init(title: "part"), .init(title: "scenario"),
      .init(title: "seeds", alignment: .right), .init(title: "time", alignment: .right),
      .init(title: "caught by", overflow: .wrap), .init(title: "others", alignment: .right),
    ])
    for row in rows(others: { $0.isEmpty ? "" : "\($0.count)" }) { table.add(row) }
    return table.lines(width: width) + [""] + closing + repetition
  }

  /// The page for `Results`.
  func markdown(command: String, by build: BuildStamp) -> String {
    let machine = Machine.current()
    var lines = [
      "# Known bugs, and what catches them", "",
      "Made by `\(command)`, \(build.mode) build of commit \(build.commit ?? "unknown"), on "
        + "\(WallTime(seconds: Int64(time(nil))).rfc3339.prefix(10)); \(machine.processor), "
        + "one core.",
      "", "- " + closing.joined(separator: "\n- "), "",
      "| bug | part | scenario | seeds | time | caught by | other scenarios that fail |",
      "|---|---|---|---:|---:|---|---|",
    ]
    for row in rows(others: { $0.joined(separator: ", ") }) {
      lines.append("| " + row.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func rows(others: ([String]) -> String) -> [[String]] {
    search.finished.flatMap { bug -> [[String]] in
      let hunts = search.hunts.filter { $0.bug.bug == bug.bug }
      guard hunts.isEmpty else { return hunts.map { row($0, others($0.others)) } }
      let seen = search.unpromised.first { $0.bug.bug == bug.bug }?.others ?? []
      return [
        [
          bug.name, bug.part.rawValue, "none", "", "", "SURVIVES: no scenario promises to catch it",
          others(seen),
        ]
      ]
    }
  }

  private func row(_ hunt: MutantHunt, _ others: String) -> [String] {
    let checks = hunt.caught.map { caught in
      let shown = caught.checks.prefix(Self.checksMax)
      let rest = caught.checks.count - shown.count
      return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
    return [
      hunt.bug.name, hunt.bug.part.rawValue, hunt.scenario, Format.count(hunt.seeds),
      Format.duration(hunt.wall), checks ?? "SURVIVES", others,
    ]
  }

  /// How to see for oneself what one of them does.
  private var repetition: [String] {
    guard let hunt = search.hunts.first(where: { $0.caught != nil }), let caught = hunt.caught,
      let scenario = search.sound.map(\.scenario).first(where: { $0.name == hunt.scenario })
    else { return [] }
    let bug = "service.knownBugs=[\"\(hunt.bug.name)\"]"
    let line = RepeatLine(
      file: scenario.file, seed: caught.seed, settings: [bug], isLive: false, timeScale: nil,
      shard: nil)
    return ["see one fail: \(line.text)"]
  }

  private var closing: [String] {
    let promised = search.finished.count { bug in
      let own = search.hunts.filter { $0.bug.bug == bug.bug }
      return !own.isEmpty && own.allSatisfy { $0.caught != nil }
    }
    var lines = ["\(promised) of \(search.finished.count) bugs are caught"]
    // What survived says how long somebody had patience, and not how soon a bug is seen.
    let caught = search.hunts.filter { $0.caught != nil }
    if let seeds = spread(caught.map { Double($0.seeds) }),
      let time = spread(caught.map { Double($0.wall.nanoseconds) })
    {
      lines[0] +=
        "; the median after \(Self.seeds(seeds.median)) and "
        + "\(Format.duration(nanoseconds: time.median)), the last after \(Self.seeds(seeds.most)), "
        + "in \(Format.duration(nanoseconds: time.most)) at most"
    }
    let sound = search.sound.reduce(0) { $0 + $1.count }
    lines.append(
      "without bugs \(Format.count(sound)) runs of \(search.sound.count) scenarios held, among "
        + "them every seed that caught one")
    let idle = search.exercised.missing.map(\.rawValue)
    lines.append(
      idle.isEmpty
        ? "every invariant was exercised"
        : "not exercised by any run: \(idle.joined(separator: ", "))")
    return brokenOff + lines
  }

  private var brokenOff: [String] {
    guard search.isBrokenOff else { return [] }
    let missing = search.bugs.count - search.finished.count
    return ["broken off: \(missing) of \(search.bugs.count) bugs were not looked for"]
  }

  private static func seeds(_ count: Double) -> String {
    count == 1 ? "1 seed" : "\(Format.number(count)) seeds"
  }

  private func spread(_ values: [Double]) -> (median: Double, most: Double)? {
    let sorted = values.sorted()
    return sorted.last.map { (sorted[sorted.count / 2], $0) }
  }
}
