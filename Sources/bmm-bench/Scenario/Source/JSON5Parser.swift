/// Reads JSON5 (spec.json5.org) into nodes with positions; strict about what JSON leaves open.
///
/// A key that stands twice in an object is an error: one of the two would be ignored in silence,
/// and the run would not do what the file seems to say.
struct JSON5Parser {
  private var scanner: JSON5Scanner

  /// Reads a whole file: one value with nothing but space and comments around it.
  static func parse(
    _ bytes: some Sequence<UInt8>, file: String
  ) throws(ScenarioError) -> SourceNode {
    var parser = JSON5Parser(scanner: try JSON5Scanner(bytes, file: file))
    return try parser.document()
  }

  private mutating func document() throws(ScenarioError) -> SourceNode {
    try scanner.skipSpace()
    let node = try node(depth: 0)
    try scanner.skipSpace()
    guard scanner.next == nil else {
      throw scanner.error("expected the end of the file, found \(scanner.found)")
    }
    return node
  }

  private mutating func node(depth: Int) throws(ScenarioError) -> SourceNode {
    let start = scanner.position
    let value = try value(depth: depth)
    return SourceNode(value: value, file: scanner.file, position: start)
  }

  private mutating func value(depth: Int) throws(ScenarioError) -> SourceNode.Value {
    guard let first = scanner.next else {
      throw scanner.error("expected a value, found the end of the file")
    }
    switch first {
    case "{": return .object(try members(depth: try deeper(depth)))
    case "[": return .array(try elements(depth: try deeper(depth)))
    case "\"", "'": return .string(try scanner.string())
    case "+", "-", ".", "0"..."9": return try scanner.number()
    case _ where JSON5Scanner.startsName(first): return try word()
    default: throw scanner.error("expected a value, found \(scanner.found)")
    }
  }

  private func deeper(_ depth: Int) throws(ScenarioError) -> Int {
    guard depth < BenchLimits.sourceDepthMax else {
      throw scanner.error("more than \(BenchLimits.sourceDepthMax) levels; flatten the file")
    }
    return depth + 1
  }

  private mutating func word() throws(ScenarioError) -> SourceNode.Value {
    let start = scanner.position
    let word = scanner.name()
    switch word {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "Infinity", "NaN": throw scanner.notFinite(word, at: start)
    default: throw scanner.error("\(word) is not a value; a text needs quotes", at: start)
    }
  }

  private mutating func elements(depth: Int) throws(ScenarioError) -> [SourceNode] {
    var elements: [SourceNode] = []
    let open = scanner.position
    scanner.advance()
    while true {
      try scanner.skipSpace()
      if try close("]", openedAt: open) { return elements }
      elements.append(try node(depth: depth))
      try separator(before: "]", openedAt: open)
    }
  }

  private mutating func members(depth: Int) throws(ScenarioError) -> [SourceMember] {
    var members: [SourceMember] = []
    let open = scanner.position
    scanner.advance()
    while true {
      try scanner.skipSpace()
      if try close("}", openedAt: open) { return members }
      let member = try member(depth: depth)
      if let first = members.first(where: { $0.key == member.key }) {
        let message = "the key \"\(member.key)\" stands twice; the first is at \(first.keyPosition)"
        throw scanner.error(message, at: member.keyPosition)
      }
      members.append(member)
      try separator(before: "}", openedAt: open)
    }
  }

  private mutating func member(depth: Int) throws(ScenarioError) -> SourceMember {
    let keyPosition = scanner.position
    let key = try scanner.key()
    try scanner.skipSpace()
    guard scanner.next == ":" else {
      throw scanner.error("expected ':' after the key \"\(key)\", found \(scanner.found)")
    }
    scanner.advance()
    try scanner.skipSpace()
    return SourceMember(key: key, keyPosition: keyPosition, node: try node(depth: depth))
  }

  private mutating func close(
    _ bracket: Unicode.Scalar, openedAt open: SourcePosition
  ) throws(ScenarioError) -> Bool {
    guard scanner.next != nil else {
      let wanted = "expected '\(bracket)' for the bracket at \(open)"
      throw scanner.error("\(wanted), found \(scanner.found)")
    }
    guard scanner.next == bracket else { return false }
    scanner.advance()
    return true
  }

  private mutating func separator(
    before bracket: Unicode.Scalar, openedAt open: SourcePosition
  ) throws(ScenarioError) {
    try scanner.skipSpace()
    if scanner.next == "," {
      scanner.advance()
    } else if scanner.next != bracket {
      let wanted = "expected ',' or '\(bracket)' for the bracket at \(open)"
      throw scanner.error("\(wanted), found \(scanner.found)")
    }
  }
}
