import Glibc

/// What is left of a scenario when nothing more can be taken away, as a file.
struct MinimalScenario {
  private let failure: ShrinkMachine.Failure
  private let origin: String

  /// What is left of a scenario, and the line that ran its first failure.
  init(_ failure: ShrinkMachine.Failure, of origin: String) {
    self.failure = failure
    self.origin = origin
  }

  /// Writes the file into a folder of the scenario's name, and returns its path.
  func write(to folder: OutputFolder, as scenario: String) throws(OutputError) -> String {
    let text = text(in: "\(folder.path)/\(scenario)")
    return try folder.write(Array(text.utf8), to: "\(fileName).json5", in: scenario)
  }

  /// The text of a file in such a folder.
  func text(in folder: String) -> String {
    let document = failure.document.moved(to: folder) { Self.way(to: $0, from: folder) }
    let lines = [
      "// The least that fails at \(failure.oracle.name) under seed \(failure.seed):",
      "// \(failure.said.prefix(90))",
      "// Found by: \(origin)",
    ]
    return lines.map { $0.replacing("\n", with: " ") + "\n" }.joined() + seeded(document).text
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

  /// What it failed at, as the name of a file.
  private var fileName: String {
    let scalars = failure.oracle.name.unicodeScalars.map { scalar -> Character in
      let isPlain = scalar.isASCII && scalar.properties.isAlphabetic
      return isPlain || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
    }
    let words = String(scalars).split(separator: "-").joined(separator: "-")
    return words.isEmpty ? failure.oracle.kind.rawValue : String(words.prefix(60))
  }

  /// The way to a file from a folder, both given as they are reached from here.
  static func way(to path: String, from folder: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    let steps = folder.split(separator: "/").filter { $0 != "." }
    guard !folder.hasPrefix("/"), !steps.contains("..") else {
      guard let real = realpath(path, nil) else { return path }
      defer { free(real) }
      return String(cString: real)
    }
    return String(repeating: "../", count: steps.count) + path
  }
}
