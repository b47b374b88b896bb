import Wire

/// What happened to single requests in every role, the failed ones first.
enum TimelinesSection {
  /// Time lines that are open at first: the others are a touch away.
  private static let openAtFirst = 3

  static func make(_ document: ReportDocument) -> ReportSection? {
    let lines = document.json.list("timelines")
    guard !lines.isEmpty else { return nil }
    let parts: [Markup] = lines.enumerated().map { number, line in
      details(line, isOpen: number < openAtFirst)
    }
    return ReportSection(
      id: "timelines", title: "Time lines",
      body: """
        <p class="note">Requests that failed or broke an invariant, then the slowest, then usual \
        ones. Times count from the first event.</p>
        \(parts)
        """)
  }

  private static func details(_ line: JSONValue, isOpen: Bool) -> Markup {
    let fall = Waterfall(line)
    let open: Markup = isOpen ? " open=\"open\"" : .none
    let why = line.text("why")
    return """
      <details class="timeline"\(open)><summary><b>\(line.text("id"))</b> \
      <span class="tag">\(line.text("outcome"))</span> \(ReportFigure.seconds(fall.length))\
      <span class="why">\(why.isEmpty ? "" : "\(why) · ")\(line.text("group")), \
      \(line.text("plan")), began at \(ReportFigure.seconds(fall.start))</span></summary>
      \(fall.html)</details>

      """
  }
}
