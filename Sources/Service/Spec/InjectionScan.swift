import Wire

/// Looks for banned patterns in everything of a spec that runs or that a model will read.
struct InjectionScan: Sendable {
  /// The scan by the shared list.
  static let shared = InjectionScan(BannedPatterns.shared)

  private let patterns: [BannedPattern]
  /// The patterns that can begin with a byte; most bytes begin none.
  private let candidates: [[Int]]
  /// Whether names and what stands inside schemas are looked at as well.
  private var isWhole = true

  init(_ patterns: [BannedPattern]) {
    self.patterns = patterns
    var candidates = [[Int]](repeating: [], count: 256)
    for (index, pattern) in patterns.enumerated() {
      let first = pattern.pieces[0][0]
      candidates[Int(first)].append(index)
      if pattern.letters == .insensitive, Self.lowercased(first ^ 0x20) == first {
        candidates[Int(first ^ 0x20)].append(index)
      }
    }
    self.candidates = candidates
  }

  /// The scan of a route: the same for both, but for the bugs that are put back.
  static func ofRoute(isStreamed: Bool, _ bugs: KnownBugs) -> InjectionScan {
    var scan = shared
    if bugs.contains(.functionWithoutNew) { scan = withoutBareFunction }
    if bugs.contains(.patternListsDrifted), !isStreamed { scan = drifted }
    scan.isWhole = !bugs.contains(.scanSkipsNamesAndSchemas)
    return scan
  }

  private static let withoutBareFunction = InjectionScan(BannedPatterns.withoutBareFunction)
  private static let drifted = InjectionScan(BannedPatterns.drifted)

  /// Throws at the first banned pattern, with its path.
  func check(_ spec: Spec) throws(SpecProblem) {
    try check(spec.name, at: "name")
    try check(spec.description, at: "description")
    for (index, tool) in spec.tools.enumerated() {
      let path = "tools[\(index)]"
      if isWhole { try check(tool.name, at: "\(path).name") }
      try check(tool.description, at: "\(path).description")
      try check(tool.implementation, at: "\(path).implementation")
      if isWhole { try checkTexts(in: tool.inputSchema, at: "\(path).inputSchema") }
    }
  }

  /// The name of the first banned pattern in a text, or nil.
  func hit(in text: String) -> String? {
    var text = text
    return text.withUTF8 { view in
      for offset in 0..<view.count {
        for index in candidates[Int(view[offset])]
        where matches(patterns[index], view, at: offset) {
          return patterns[index].name
        }
      }
      return nil
    }
  }

  /// Every text inside a schema, names too: "downstream clients … read verbatim" descriptions, and
  /// titles, defaults, choices and names of properties no less.
  private func checkTexts(in value: JSONValue, at path: String) throws(SpecProblem) {
    if let text = value.stringValue { try check(text, at: path) }
    for member in value.objectValue ?? [] {
      try check(member.key, at: path)
      try checkTexts(in: member.value, at: "\(path).\(member.key)")
    }
    for (index, element) in (value.arrayValue ?? []).enumerated() {
      try checkTexts(in: element, at: "\(path)[\(index)]")
    }
  }

  private func check(_ text: String, at path: String) throws(SpecProblem) {
    if let name = hit(in: text) { throw SpecProblem(path, "banned pattern: \(name)") }
  }

  // MARK: Matching

  private func matches(_ pattern: BannedPattern, _ view: ByteView, at start: Int) -> Bool {
    if pattern.start == .word, start > 0, Self.isIdentifier(view[start - 1]) { return false }
    var offset = start
    for (number, piece) in pattern.pieces.enumerated() {
      if number > 0 { offset = Self.skipSpace(view, from: offset) }
      guard has(piece, pattern.letters, view, at: offset) else { return false }
      offset += piece.count
    }
    return true
  }

  private func has(
    _ piece: [UInt8], _ letters: BannedPattern.Case, _ view: ByteView, at start: Int
  ) -> Bool {
    guard start + piece.count <= view.count else { return false }
    for index in 0..<piece.count {
      let byte = view[start + index]
      let folded = letters == .insensitive ? Self.lowercased(byte) : byte
      guard folded == piece[index] else { return false }
    }
    return true
  }

  private static func skipSpace(_ view: ByteView, from start: Int) -> Int {
    var offset = start
    while offset < view.count, view[offset] == 0x20 || (0x09...0x0D).contains(view[offset]) {
      offset += 1
    }
    return offset
  }

  private static func isIdentifier(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
