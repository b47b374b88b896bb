import Service

/// Reads lists of known bugs, all of which have their names in one table.
enum KnownBugsDecoder {
  /// The bugs of a list; none without a value.
  static func decode(_ value: SourceValue?) throws(ScenarioError) -> KnownBugs {
    var bugs: KnownBugs = []
    for element in try value?.array() ?? [] { bugs.insert(try bug(element)) }
    return bugs
  }

  private static func bug(_ value: SourceValue) throws(ScenarioError) -> KnownBugs {
    let name = try value.string()
    if let known = KnownBugs.all.first(where: { $0.name == name }) { return known.bug }
    let names = KnownBugs.all.map(\.name)
    throw value.error(
      "cannot be \"\(name)\"\(NearestName.hint(for: name, among: names, listedAs: "allowed"))")
  }
}
