/// A measurement for people: a table for the console, and one in Markdown to keep.
enum MeasureReport {
  /// The lines for a console of a width.
  static func lines(_ measurement: Measurement, width: Int) -> [String] {
    var table = TextTable([
      .init(title: "figure"), .init(title: "what", overflow: .wrap),
      .init(title: "median", alignment: .right), .init(title: "min to max"),
      .init(title: "target"), .init(title: ""),
    ])
    for figure in measurement.figures { table.add(cells(figure)) }
    return table.lines(width: width) + [""] + closing(measurement)
  }

  /// The page for `Results/measure`.
  static func markdown(_ measurement: Measurement) -> String {
    let day = measurement.date.rfc3339.prefix { $0 != "T" }
    var lines = ["# Measured on \(day)", ""]
    lines += facts(measurement).map { "- \($0)" }
    lines += ["", "| figure | what | median | min to max | target | |"]
    lines += ["|---|---|---:|---|---|---|"]
    for figure in measurement.figures {
      lines.append("| " + cells(figure).joined(separator: " | ") + " |")
    }
    lines += ["", "[How each figure is made](../../docs/measuring.md)"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func cells(_ figure: Figure) -> [String] {
    let spread =
      "\(Format.number(figure.spread.lowerBound)) to \(Format.number(figure.spread.upperBound))"
    let sign = figure.better == .lower ? "≤" : "≥"
    let title = figure.note.map { "\(figure.title) (\($0))" } ?? figure.title
    return [
      figure.id, title, "\(Format.number(figure.median)) \(figure.unit)", spread,
      figure.target.map { "\(sign) \(Format.number($0))" } ?? "",
      figure.verdict,
    ]
  }

  private static func closing(_ measurement: Measurement) -> [String] {
    let judged = measurement.figures.compactMap(\.held)
    let held = judged.count { $0 }
    let disturbed = measurement.figures.count { $0.isDisturbed }
    var line = "\(held) of \(judged.count) targets held"
    if disturbed > 0 {
      line +=
        "; \(disturbed) not judged, as others took more than "
        + "\(Format.number(BenchLimits.foreignPercentMax)) % of the core"
    }
    return facts(measurement) + [line]
  }

  private static func facts(_ measurement: Measurement) -> [String] {
    let (build, machine) = (measurement.build, measurement.machine)
    var facts = [
      "\(build.mode) build of commit \(build.commit ?? "unknown"), \(measurement.date.rfc3339)",
      "\(machine.processor), \(machine.cores) cores, \(machine.kernel)",
    ]
    if !build.isRelease {
      facts.append("A DEBUG BUILD: its figures say nothing; make measure builds for release")
    }
    let found = measurement.peers.map { "\($0.peer.rawValue) \($0.version)" }
    if !found.isEmpty { facts.append("peers: " + found.joined(separator: ", ")) }
    for peer in measurement.missingPeers {
      facts.append("\(peer.rawValue) is not installed: \(peer.source)")
    }
    return facts + measurement.failures.map { "\($0.gauge) was not measured: \($0.reason)" }
  }
}
