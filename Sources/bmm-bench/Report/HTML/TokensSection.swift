import Wire

/// Tokens and money: what was sold, what of it led to nothing, and what a preview came to.
enum TokensSection {
  static func make(_ document: ReportDocument) -> ReportSection? {
    let json = document.json
    var tables = Markup.none
    for (key, title) in [
      ("tokens", "Tokens"), ("cost", "Cost"), ("goodput", "Goodput"), ("objectives", "Objectives"),
    ] {
      tables += table(title, json[key])
    }
    guard tables != .none else { return nil }
    return ReportSection(
      id: "tokens", title: "Tokens and cost", body: "<div class=\"grid2\">\(tables)</div>")
  }

  private static func table(_ title: String, _ value: JSONValue?) -> Markup {
    var table = ReportTable(title, [.init(title: ""), .init(title: title, isFigure: true)])
    switch value {
    case nil, .null: return .none
    case .object(let members):
      for member in members {
        table.add(["\(words(member.key))", "\(ReportFigure.any(member.value))"])
      }
    case .some(let other): table.add(["\(title)", "\(ReportFigure.any(other))"])
    }
    return table.isEmpty ? .none : table.html
  }

  /// A key as words: `perPreview` is "per preview".
  static func words(_ key: String) -> String {
    key.reduce(into: "") { text, character in
      if character.isUppercase { text.append(" ") }
      text += character.isUppercase ? character.lowercased() : String(character)
    }
  }
}
