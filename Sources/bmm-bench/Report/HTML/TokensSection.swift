import Wire

/// Tokens and money: what was sold, what of it led to nothing, and what a preview came to.
enum TokensSection {
  static func make(_ document: ReportDocument) -> ReportSection? {
    let tables = [tokens(document), cost(document), goodput(document), prices(document)]
      .filter { !$0.isEmpty }
    guard !tables.isEmpty else { return nil }
    return ReportSection(
      id: "tokens", title: "Tokens and cost",
      body: "<div class=\"grid2\">\(tables.map(\.html))</div>")
  }

  private static func table(_ title: String) -> ReportTable {
    ReportTable(title, [.init(title: "figure"), .init(title: "value", isFigure: true)])
  }

  private static func tokens(_ document: ReportDocument) -> ReportTable {
    var table = table("Tokens")
    for member in document.json.members("tokens") {
      table.add(["\(words(member.key))", "\(ReportFigure.any(member.value))"])
    }
    return table
  }

  private static func cost(_ document: ReportDocument) -> ReportTable {
    var table = table("Cost")
    guard let cost = document.json["cost"], cost.real("sold") != nil else { return table }
    let currency = cost.text("currency")
    for key in ["sold", "wasted", "perPreview"] {
      table.add(["\(words(key))", "\(ReportFigure.money(cost.real(key), currency))"])
    }
    return table
  }

  /// Good requests, and what makes one.
  private static func goodput(_ document: ReportDocument) -> ReportTable {
    var table = table("Goodput")
    guard let goodput = document.json["goodput"], goodput.real("requests") != nil else {
      return table
    }
    let good = goodput.whole("requests")
    table.add(["good requests", "\(ReportFigure.count(good))"])
    table.add(["of all", "\(ReportFigure.share(good, of: document.requests))"])
    if let rate = goodput.real("perSecond") {
      table.add(["good requests", "\(Format.rate(perSecond: rate))"])
    }
    for (key, title) in [("ttft", "first token"), ("tpot", "per token"), ("e2e", "end to end")] {
      guard let most = document.json["objectives"]?.real(key) else { continue }
      table.add(["objective: \(title) within", "\(ReportFigure.seconds(most))"])
    }
    return table
  }

  private static func prices(_ document: ReportDocument) -> ReportTable {
    let currency = document.json["cost"]?.text("currency") ?? ""
    var table = ReportTable(
      "Prices of a million tokens",
      [
        .init(title: "model"), .init(title: "in", isFigure: true),
        .init(title: "out", isFigure: true),
      ])
    for member in document.json["cost"]?.members("prices") ?? [] {
      table.add(
        ["\(member.key)"]
          + ["input", "output"].map { "\(ReportFigure.money(member.value.real($0), currency))" })
    }
    return table
  }

  /// A key as words: `perPreview` is "per preview".
  static func words(_ key: String) -> String {
    key.reduce(into: "") { text, character in
      if character.isUppercase { text.append(" ") }
      text += character.isUppercase ? character.lowercased() : String(character)
    }
  }
}
