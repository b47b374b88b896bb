/// Every key of a scenario file, described once: the JSON Schema and the page of keys are made from
/// this, and a test holds it against what the decoder asks for.
enum ScenarioSchema {
  /// All sections in the order of the page; the first is the document itself.
  static let sections =
    top + values + service + models + rules + breakdowns + edge + links + machine + users + arrivals
    + steps
    + sights

  /// The section of a name, which must be there.
  static func section(_ name: String) -> SchemaSection {
    guard let section = sections.first(where: { $0.name == name }) else {
      preconditionFailure("the schema has no section \(name)")
    }
    return section
  }

  static let counts = 1...BenchLimits.requestsMax
  static let anyCount = 0...Int.max
  static let fromOne = 1...Int.max
}
