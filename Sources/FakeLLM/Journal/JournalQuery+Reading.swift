extension JournalQuery {
  /// Reads the query of a target: `id`, `model`, `since` and `limit`, each once at most.
  init(_ text: String?) throws(ControlError) {
    var names: [Substring] = []
    for pair in (text ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw .invalid("\"\(pair)\" is not name=value") }
      guard !names.contains(parts[0]) else { throw .invalid("\(parts[0]) stands twice") }
      names.append(parts[0])
      try set(parts[0], QueryItems.decoded(parts[1]))
    }
  }

  private mutating func set(_ name: Substring, _ value: String) throws(ControlError) {
    switch name {
    case "id": id = value
    case "model": model = value
    case "since": since = try Self.number(name, value, in: 0...Int.max - 1)
    case "limit": limit = try Self.number(name, value, in: 1...FakeLLMLimits.journalEntries)
    default: throw .invalid("unknown filter \"\(name)\": known are id, model, since, limit")
    }
  }

  private static func number(
    _ name: Substring, _ value: String, in range: ClosedRange<Int>
  ) throws(ControlError) -> Int {
    guard let number = Int(value), range.contains(number) else {
      throw .invalid(
        "\(name) is \"\(value)\"; allowed: \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
