import World

/// What came of making a failure smaller, as lines for people.
struct ShrinkReport {
  /// Changes that are told one by one.
  private static let changesShown = 12
  /// Lines of a scenario that are shown; a longer one is left to its file.
  private static let linesShown = 60

  let file: ExploredFile
  /// The document as it was.
  let before: SourceNode
  let machine: ShrinkMachine
  /// The file that holds what is left.
  let path: String
  let elapsed: Duration
  /// Whether something smaller might have been found, had it not been broken off.
  var isPartial = false

  /// The lines, with the text of what is left.
  func lines(_ text: String) -> [String] {
    let failure = machine.failure
    let changes = machine.changes.prefix(Self.changesShown).map { "    \($0)" }
    let more = machine.changes.count - changes.count
    let content = text.split(separator: "\n").map { "  \($0)" }
    let minimal = ExploredFile(
      name: file.name, file: path, settings: [], firstSeed: failure.seed)
    let end = isPartial ? ", broken off" : ""
    return [
      "The least of \(file.name) that fails at \(failure.oracle.name), after "
        + "\(Format.count(machine.runs)) runs in \(Format.duration(elapsed))\(end):"
    ] + changes + (more > 0 ? ["    and \(more) changes more"] : [])
      + ["  \(size(of: before)) → \(size(of: failure.document)): \(path)"]
      + (content.count <= Self.linesShown ? content : [])
      + ["    \(failure.said)"]
      + ["  repeat: \(minimal.repetition(seed: failure.seed))"]
  }

  /// Lines say little of a document, values do.
  private func size(of document: SourceNode) -> String {
    var values = 0
    document.walk { _, node in
      if node.value.members == nil, node.value.elements == nil { values += 1 }
    }
    return "\(values) values"
  }
}
