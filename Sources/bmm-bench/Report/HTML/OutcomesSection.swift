import Wire

/// How requests ended: in all, as browsers would tell it, and over time.
enum OutcomesSection {
  static func make(_ document: ReportDocument) -> ReportSection? {
    guard document.requests > 0 else { return nil }
    return ReportSection(
      id: "outcomes", title: "Outcomes",
      body: "\(table(document))\(OutcomesOverTime.html(document))\(browser(document))")
  }

  private static func table(_ document: ReportDocument) -> Markup {
    var table = ReportTable(
      "How requests ended",
      [
        .init(title: "outcome"), .init(title: "requests", isFigure: true),
        .init(title: "share", isFigure: true), .init(title: ""), .init(title: "the first was told"),
      ])
    for (name, count) in document.outcomes {
      let share = Double(count) / Double(document.requests) * 100
      let bar: Markup =
        """
        <span class="bar"><span class="c\(document.looks[name].colour)" \
        style="width:\(max(share, 0.3))%"></span></span>
        """
      table.add([
        "\(name)", "\(ReportFigure.count(count))",
        "\(ReportFigure.share(count, of: document.requests))", bar,
        "\(document.json["messages"]?.text(name) ?? "")",
      ])
    }
    return table.html
  }

  private static func browser(_ document: ReportDocument) -> Markup {
    var table = ReportTable(
      "What the page's script would learn",
      [.init(title: "report"), .init(title: "requests", isFigure: true), .init(title: "words")])
    for row in document.json.list("browser") {
      table.add([
        "\(row.text("report"))", "\(ReportFigure.count(row.whole("count")))",
        "\(row.text("says"))",
      ])
    }
    return table.isEmpty ? .none : table.html
  }
}
