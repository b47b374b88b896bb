import Glibc

/// What is left of a scenario when nothing more can be taken away, as a file.
struct MinimalScenario {
  private let failure: ShrinkMachine.Failure
  private let origin: String
  private let name: String

  /// What is left of a scenario, the line that ran its first failure, and the name of its file.
  init(_ failure: ShrinkMachine.Failure, of origin: String, name: String) {
    self.failure = failure
    self.origin = origin
    self.name = name
  }

  /// Writes the file into a folder of the scenario's name, and returns its path.
  func write(to folder: OutputFolder, as scenario: String) throws(OutputError) -> String {
    let text = text(in: "\(folder.path)/\(scenario)")
    return try folder.write(Array(text.utf8), to: "\(name).json5", in: scenario)
  }

  /// The text of a file in such a folder.
  func text(in folder: String) -> String {
    let document = failure.document.moved(to: folder) { Self.way(to: $0, from: folder) }
    let lines = [
      "// The least that fails at \(failure.oracle.name) under seed \(failure.seed):",
      "// \(failure.said.prefix(90))",
      "// Found by: \(origin)",
    ]
    return lines.map { Self.oneLine($0) + "\n" }.joined() + seeded(document).text
  }

  /// A comment ends with its line, whichever character of Unicode ends that, and is read at a
  /// terminal.
  private static func oneLine(_ text: String) -> String {
    let line = text.map { character -> Character in character.isNewline ? " " : character }
    return VisibleText.line(String(line))
  }

  /// A plain run of the file fails, too.
  private func seeded(_ document: SourceNode) -> SourceNode {
    guard let members = document.value.members else { return document }
    let node = SourceNode(
      value: .number(Double(failure.seed), text: "\(failure.seed)"), file: document.file,
      position: document.position)
    let seed = SourceMember(key: "seed", keyPosition: document.position, node: node)
    var others = members.filter { $0.key != "seed" }
    let place = others.firstIndex { $0.key == "about" }.map { $0 + 1 } ?? others.count
    others.insert(seed, at: place)
    var document = document
    document.value = .object(others)
    return document
  }

  /// The way to a file from a folder, both given as they are reached from here.
  static func way(to path: String, from folder: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    let steps = folder.split(separator: "/").filter { $0 != "." }
    guard !folder.hasPrefix("/"), !steps.contains(".."), !isBehindLink(steps) else {
      return real(path) ?? path
    }
    return String(repeating: "../", count: steps.count) + path
  }

  /// Whether one of these folders is a link: from elsewhere, as many steps up end elsewhere.
  private static func isBehindLink(_ steps: [Substring]) -> Bool {
    guard let here = real(".") else { return true }
    return steps.indices.contains { index in
      let way = steps[...index].joined(separator: "/")
      return real(way).map { $0 != "\(here)/\(way)" } ?? false
    }
  }

  private static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
