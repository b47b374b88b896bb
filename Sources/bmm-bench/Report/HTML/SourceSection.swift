import Wire

/// What is needed to see it again: the scenario's text, the seed and the program.
enum SourceSection {
  private static let facts = [
    ("file", "file"), ("set", "changed by --set"), ("scenarioHash", "fingerprint of both"),
    ("digest", "fingerprint of the run"),
    ("swarm", "drawn machine"), ("droppedArrivals", "dropped arrivals"),
    ("unreadableAnswers", "answers hidden from scripts"),
  ]

  static func make(_ document: ReportDocument) -> ReportSection? {
    var table = ReportTable("The run", [.init(title: "fact"), .init(title: "value")])
    table.add(["seed", "\(document.json.exact("seed"))"])
    for (key, title) in facts where document.json[key]?.isNull == false {
      table.add(["\(title)", "\(ReportFigure.any(document.json[key]))"])
    }
    let source = document.json.text("source")
    let text: Markup =
      source.isEmpty
      ? .none : "<h3>The scenario</h3><pre tabindex=\"0\"><code>\(source)</code></pre>\n"
    return ReportSection(
      id: "source", title: "Again",
      body: """
        <p class="repeat"><code>\(document.repetition)</code></p>
        \(table.html)\(text)
        """)
  }
}
