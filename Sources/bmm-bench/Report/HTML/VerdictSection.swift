import Wire

/// The top of the page: what was tried, whether it held, what broke and how to see it again.
enum VerdictSection {
  static func html(_ document: ReportDocument) -> Markup {
    let verdict = document.json.text("verdict")
    let words = HarnessFigures.words(
      for: verdict, isBottleneck: document.json["harness"]?["bottleneck"]?.boolValue == true)
    return """
      <header class="top \(verdict)">
      <p class="badge"><span aria-hidden="true">\(sign(verdict))</span> \(words)</p>
      <h1>\(document.scenario)</h1>
      <p class="about">\(document.json.text("about"))</p>
      \(trouble(document))
      \(tiles(document))
      <p class="facts">\(facts(document))</p>
      <p class="repeat"><code>\(document.repetition)</code></p>
      </header>

      """
  }

  private static func sign(_ verdict: String) -> Markup {
    switch verdict {
    case "held": "✓"
    case "failed": "✗"
    default: "◐"
    }
  }

  /// Failed checks at the top; their own section has all.
  private static let failuresMax = 8

  /// What the reader of a failed run wants to know first; for one that held, how sure that is.
  private static func trouble(_ document: ReportDocument) -> Markup {
    let checks = document.json.list("checks")
    let failed = checks.filter { $0["pass"]?.boolValue == false }
    let warnings: [Markup] = HarnessSection.warnings(document).map {
      "<li class=\"warn\">\($0)</li>"
    }
    let names = document.json.list("invariants").map { $0.text("name") }
    let shown = FailureChoice.choose(failed, most: failuresMax) { names.contains($0.text("name")) }
    let lines: [Markup] = shown.map { check in
      """
      <li><b>\(check.text("expected"))</b>: observed \(check.text("observed"))\
      \(example(check, document))</li>
      """
    }
    let rest = failed.count - shown.count
    let more: Markup = rest > 0 ? "<li>and \(rest) more</li>" : .none
    guard lines.isEmpty else {
      let title = "\(failed.count) of \(checks.count) checks failed"
      return """
        <h2 class="broke">\(title)</h2>\
        <ul class="broke">\(abort(document))\(lines)\(more)\(warnings)</ul>
        """
    }
    let idle = ChecksSection.notExercised(document)
    let sure: Markup =
      idle == 0 ? "all of them exercised" : "\(idle) of them not exercised by this run"
    let list: Markup = warnings.isEmpty ? .none : "<ul class=\"broke\">\(warnings)</ul>"
    return "<p class=\"held-line\">\(checks.count) checks held, \(sure).</p>\(list)"
  }

  /// Which check ended the run before its time.
  private static func abort(_ document: ReportDocument) -> Markup {
    guard let abort = document.json["abort"], !abort.isNull else { return .none }
    return """
      <li>Broken off by <b>\(abort.text("check"))</b> after \
      \(ReportFigure.seconds(abort.real("atSeconds")))</li>
      """
  }

  /// The first violation of an invariant that failed.
  private static func example(_ check: JSONValue, _ document: ReportDocument) -> Markup {
    let invariant = document.json.list("invariants").first { $0.text("name") == check.text("name") }
    guard let example = invariant?.list("examples").first?.stringValue else { return .none }
    return "<br /><span class=\"example\">\(example)</span>"
  }

  private static func tiles(_ document: ReportDocument) -> Markup {
    let specs = document.outcomes.first { $0.name == "spec" }?.count ?? 0
    var tiles = [
      tile("requests", ReportFigure.count(document.requests), outcomes(document.outcomes.count)),
      tile(
        "got a spec", ReportFigure.share(specs, of: document.requests),
        "\(ReportFigure.count(document.requests - specs)) did not"),
    ]
    for (name, title) in [("ttft", "first token, p95"), ("e2e", "end to end, p95")] {
      guard let metric = document.metric(name) else { continue }
      let most = ReportFigure.seconds(metric.real("max"))
      tiles.append(tile(title, ReportFigure.seconds(metric.real("p95")), "at most \(most)"))
    }
    if let headroom = document.metric("headroom") {
      let left = ReportFigure.seconds(headroom.real("min"))
      tiles.append(tile("least headroom", left, HeadroomSection.capText(document)))
    }
    let tokens = document.json["tokens"]
    if let sold = tokens?["sold"]?.intValue, sold > 0 {
      let wasted = tokens?.whole("wasted") ?? 0
      let share = "\(ReportFigure.share(wasted, of: sold)) wasted"
      tiles.append(tile("tokens sold", ReportFigure.count(sold), share))
    }
    return "<dl class=\"tiles\">\(tiles)</dl>"
  }

  private static func outcomes(_ count: Int) -> String {
    count == 1 ? "all with one outcome" : "\(count) outcomes"
  }

  private static func tile(_ title: String, _ value: String, _ more: String) -> Markup {
    "<div><dt>\(title)</dt><dd><b>\(value)</b><small>\(more)</small></dd></div>\n"
  }

  private static func facts(_ document: ReportDocument) -> Markup {
    let json = document.json
    let virtual = ReportFigure.seconds(json.real("virtualSeconds"))
    let wall = ReportFigure.seconds(json.real("wallSeconds"))
    let world: Markup = json.text("world") == "live" ? "real sockets" : "virtual time"
    let scale: Markup =
      json.real("timeScale").map { ", time scale \(PlainNumber.write($0))" } ?? .none
    let shard: Markup =
      json["shard"]?.isNull == false
      ? " · shard \(json["shard"]?.exact("index") ?? "")/\(json["shard"]?.exact("count") ?? "")"
      : .none
    let parts: Markup = json.whole("parts") > 1 ? " · joined from \(json.whole("parts"))" : .none
    return """
      \(world)\(scale) · seed \(json.exact("seed")) · \(virtual) of scenario time took \(wall)\
      \(shard)\(parts)
      """
  }
}
