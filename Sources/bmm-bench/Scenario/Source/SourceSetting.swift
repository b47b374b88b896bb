import FakeLLM

/// One `--set PATH=VALUE` of the command line: a value that goes into a scenario's document.
///
/// Whether a key exists is not known here: the decoder refuses a wrong one as it does in a file,
/// and the place that it names is the column in the setting.
struct SourceSetting: Equatable, Sendable {
  /// As it was written, to be written again.
  let text: String
  private let path: [Unicode.Scalar]
  private let value: SourceNode

  /// Reads a setting; its value is JSON5, or a text if it does not look like any.
  init(_ text: String) throws(ScenarioError) {
    self.text = text
    let scalars = Array(text.unicodeScalars)
    let name = Self.name(text)
    guard let sign = scalars.firstIndex(of: "="), sign > 0 else {
      throw ScenarioError(
        file: name, position: nil, message: "needs PATH=VALUE, such as seed=7 or users.0.plan=team")
    }
    path = Array(scalars[..<sign])
    let written = String(String.UnicodeScalarView(scalars[(sign + 1)...]))
    value = SourceNode(
      value: try Self.value(written, behind: sign + 1, name), file: name,
      position: SourcePosition(line: 1, column: sign + 2))
  }

  /// The document with this value in its place; objects on the way are made if need be.
  func applied(to node: SourceNode) throws(ScenarioError) -> SourceNode {
    try put(into: node, from: 0)
  }

  /// How messages name a setting, in the place of a file.
  private static func name(_ text: String) -> String { "\(mark)\(ShellWord.quoted(text))" }

  /// How the names of settings begin; no file's name does.
  static let mark = "--set "

  /// The path of a value, as messages have it, in words that a shell leaves alone.
  static func path(to path: String) -> String {
    path.replacing(/\[([0-9]+)\]/) { ".\($0.output.1)" }
  }

  /// With as much space before it as the path takes, so that columns are those of the setting.
  private static func value(
    _ text: String, behind path: Int, _ name: String
  ) throws(ScenarioError) -> SourceNode.Value {
    do throws(ScenarioError) {
      let space = String(repeating: " ", count: path)
      return try JSON5Parser.parse((space + text).utf8, file: name).value
    } catch {
      // What begins as an object, an array or a quoted text was meant as one.
      if let first = text.first, "{['\"".contains(first) { throw error }
      return .string(text)
    }
  }

  // MARK: The way

  private func put(into node: SourceNode, from index: Int) throws(ScenarioError) -> SourceNode {
    guard index < path.count else { return value }
    switch node.value {
    case .object(let members): return try put(into: node, members, from: index)
    case .array(let elements): return try put(into: node, elements, from: index)
    default:
      throw error("\(way(to: index)) is \(node.value.kind), in which nothing can be set", at: index)
    }
  }

  private func put(
    into node: SourceNode, _ members: [SourceMember], from index: Int
  ) throws(ScenarioError) -> SourceNode {
    let (key, next) = try segment(at: index, known: members.map(\.key))
    var (node, members) = (node, members)
    let place = members.firstIndex { $0.key == key }
    if next == path.count, case .null = value.value {
      // As in a file that extends another: null takes away.
      members.removeAll { $0.key == key }
    } else {
      let start = SourcePosition(line: 1, column: index + 1)
      let empty = SourceNode(value: .object([]), file: value.file, position: start)
      let child = try put(into: place.map { members[$0].node } ?? empty, from: next)
      // A complaint about a key names the file of its value.
      let isOwn = place == nil || child.file == value.file
      let member = SourceMember(
        key: key, keyPosition: isOwn ? start : members[place ?? 0].keyPosition, node: child)
      if let place { members[place] = member } else { members.append(member) }
    }
    node.value = .object(members)
    return node
  }

  private func put(
    into node: SourceNode, _ elements: [SourceNode], from index: Int
  ) throws(ScenarioError) -> SourceNode {
    let (word, next) = try segment(at: index, known: [])
    guard let number = Int(word), elements.indices.contains(number) else {
      let last = elements.count - 1
      let allowed = last < 0 ? "it has no elements" : "write 0\(last > 0 ? " to \(last)" : "")"
      throw error("\(way(to: index)) has no element \"\(word)\"; \(allowed)", at: index)
    }
    var (node, elements) = (node, elements)
    elements[number] = try put(into: elements[number], from: next)
    node.value = .array(elements)
    return node
  }

  /// The key or number at an index, and where the next one begins.
  private func segment(
    at index: Int, known: [String]
  ) throws(ScenarioError) -> (String, next: Int) {
    if path[index] == "[" { return try bracket(at: index) }
    let rest = path[index...]
    // Names of models hold dots, so that the longest name that is there goes before the next dot.
    let names = (known + ModelProfile.presets.map(\.name)).filter { name in
      let scalars = name.unicodeScalars
      return rest.starts(with: scalars) && isEnd(index + scalars.count)
    }
    let end =
      names.map { index + $0.unicodeScalars.count }.max()
      ?? rest.firstIndex { $0 == "." || $0 == "[" } ?? path.count
    guard end > index else { throw error("a key is missing", at: index) }
    return (String(String.UnicodeScalarView(path[index..<end])), try after(end))
  }

  private func isEnd(_ index: Int) -> Bool {
    index == path.count || path[index] == "." || path[index] == "["
  }

  /// `[0]`, `["glm-4.6"]` or `['glm-4.6']`.
  private func bracket(at index: Int) throws(ScenarioError) -> (String, next: Int) {
    guard let close = path[index...].firstIndex(of: "]"), close > index + 1 else {
      throw error("'[' needs a number or a quoted key, and ']'", at: index)
    }
    var inside = path[(index + 1)..<close]
    if let quote = inside.first, quote == "\"" || quote == "'", inside.last == quote {
      inside = inside.dropFirst().dropLast()
    }
    return (String(String.UnicodeScalarView(inside)), try after(close + 1))
  }

  /// Where the next segment begins: behind a dot, or at a bracket.
  private func after(_ end: Int) throws(ScenarioError) -> Int {
    guard end < path.count, path[end] == "." else { return end }
    guard end + 1 < path.count else { throw error("a key is missing", at: end) }
    return end + 1
  }

  private func way(to index: Int) -> String {
    let done = path[..<index].reversed().drop { $0 == "." }.reversed()
    return done.isEmpty ? "the document" : String(String.UnicodeScalarView(done))
  }

  private func error(_ message: String, at index: Int) -> ScenarioError {
    ScenarioError(
      file: value.file, position: SourcePosition(line: 1, column: index + 1), message: message)
  }
}
