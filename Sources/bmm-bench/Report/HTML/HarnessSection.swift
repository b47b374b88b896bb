import Wire

/// Whether the figures are those of the service, or of a machine that could not keep up.
enum HarnessSection {
  static func make(_ document: ReportDocument) -> ReportSection? {
    // Virtual time is never late and has no processor: there is nothing to be said of it.
    guard let harness = document.json["harness"], let members = harness.objectValue,
      members.contains(where: { $0.value.doubleValue != nil }) || !warnings(document).isEmpty
    else { return nil }
    var table = ReportTable(
      "The bench itself", [.init(title: "figure"), .init(title: "value", isFigure: true)])
    for member in members where member.key != "warnings" {
      table.add(["\(TokensSection.words(member.key))", "\(value(member))"])
    }
    let warnings: [Markup] = warnings(document).map { "<li class=\"warn\">\($0)</li>" }
    let list: Markup = warnings.isEmpty ? .none : "<ul>\(warnings)</ul>"
    return ReportSection(id: "harness", title: "The bench itself", body: "\(list)\(table.html)")
  }

  /// What the run says about its own trustworthiness.
  static func warnings(_ document: ReportDocument) -> [String] {
    guard let harness = document.json["harness"] else { return [] }
    let warnings = harness.list("warnings").compactMap(\.stringValue)
    guard warnings.isEmpty, harness["bottleneck"]?.boolValue == true else { return warnings }
    return ["\(HarnessFigures.bottleneck): its figures are not those of the service"]
  }

  private static func value(_ member: JSONMember) -> String {
    let isTime = member.key.hasPrefix("lateness")
    if isTime { return ReportFigure.seconds(member.value.doubleValue) }
    if member.key.hasSuffix("Bytes"), let bytes = member.value.intValue {
      return Format.bytes(bytes)
    }
    if member.key.hasSuffix("Share"), let share = member.value.doubleValue {
      return Format.percentage(share)
    }
    return ReportFigure.any(member.value)
  }
}
