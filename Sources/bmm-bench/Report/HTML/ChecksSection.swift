import Wire

/// Each check with what was observed, and each invariant with how often it was really checked.
enum ChecksSection {
  static func make(_ document: ReportDocument) -> ReportSection? {
    let names = document.json.list("invariants").map { $0.text("name") }
    let own = document.json.list("checks").filter { !names.contains($0.text("name")) }
    return ReportSection(
      id: "checks", title: "Checks",
      body: "\(checks(own))\(invariants(document))")
  }

  /// How many invariants this run says nothing about.
  static func notExercised(_ document: ReportDocument) -> Int {
    document.json.list("invariants").count { $0.whole("checked") == 0 }
  }

  private static func checks(_ checks: [JSONValue]) -> Markup {
    var table = ReportTable(
      "Expectations", [.init(title: "expected"), .init(title: "observed"), .init(title: "")])
    let failed = checks.filter { $0["pass"]?.boolValue != true }
    for check in failed + checks.filter({ $0["pass"]?.boolValue == true }) {
      let isHeld = check["pass"]?.boolValue == true
      table.add(
        ["\(check.text("expected"))", "\(check.text("observed"))", mark(isHeld ? .held : .failed)],
        look: isHeld ? .none : "bad")
    }
    return table.isEmpty ? .none : table.html
  }

  private static func invariants(_ document: ReportDocument) -> Markup {
    let checks = document.json.list("checks")
    var table = ReportTable(
      "Invariants",
      [
        .init(title: "invariant"), .init(title: "checked", isFigure: true),
        .init(title: "broken", isFigure: true), .init(title: ""),
      ])
    for invariant in document.json.list("invariants") {
      let name = invariant.text("name")
      let isFine = checks.first { $0.text("name") == name }?["pass"]?.boolValue ?? true
      table.add(
        [
          "\(name)\(examples(invariant))", "\(ReportFigure.count(invariant.whole("checked")))",
          "\(ReportFigure.count(invariant.whole("violations")))", mark(state(invariant, isFine)),
        ], look: isFine ? .none : "bad")
    }
    return table.isEmpty ? .none : table.html
  }

  private static func examples(_ invariant: JSONValue) -> Markup {
    let examples: [Markup] = invariant.list("examples").compactMap(\.stringValue)
      .map { "<li>\($0)</li>" }
    guard !examples.isEmpty else { return .none }
    return "<details><summary>examples</summary><ul>\(examples)</ul></details>"
  }

  private enum State {
    case held
    case failed
    case expected
    case idle
  }

  private static func state(_ invariant: JSONValue, _ isFine: Bool) -> State {
    guard isFine else { return .failed }
    if invariant.whole("violations") > 0 { return .expected }
    return invariant.whole("checked") == 0 ? .idle : .held
  }

  private static func mark(_ state: State) -> Markup {
    switch state {
    case .held: "<span class=\"mark held\">✓ held</span>"
    case .failed: "<span class=\"mark failed\">✗ failed</span>"
    case .expected: "<span class=\"mark held\">✓ broken, as it should be</span>"
    case .idle: "<span class=\"mark idle\">○ not exercised</span>"
    }
  }
}
