/// Walks over the characters of a JSON5 text and always knows line and column.
struct JSON5Scanner {
  /// The file as the user named it, for errors.
  let file: String
  /// Where the next character stands.
  private(set) var position = SourcePosition()

  private let scalars: [Unicode.Scalar]
  private var index = 0

  /// Decodes the bytes; throws where they are not UTF-8 or where the file is too large.
  init(_ bytes: some Sequence<UInt8>, file: String) throws(ScenarioError) {
    self.file = file
    let bytes = Array(bytes)
    guard bytes.count <= BenchLimits.sourceBytesMax else {
      let limit = BenchLimits.sourceBytesMax
      let message = "has more than the \(limit) bytes of a scenario; split it or use extends"
      throw ScenarioError(file: file, position: nil, message: message)
    }
    scalars = try Self.decode(bytes, file: file)
  }

  /// The next character without taking it; nil at the end.
  var next: Unicode.Scalar? { peek(0) }

  /// A character further on, without taking anything.
  func peek(_ distance: Int) -> Unicode.Scalar? {
    index + distance < scalars.count ? scalars[index + distance] : nil
  }

  /// Takes the next character; there must be one.
  @discardableResult
  mutating func advance() -> Unicode.Scalar {
    precondition(index < scalars.count, "advance() needs a next character")
    let scalar = scalars[index]
    index += 1
    Self.move(&position, over: scalar, before: next)
    return scalar
  }

  /// Takes white space and comments; throws for a block comment that never ends.
  mutating func skipSpace() throws(ScenarioError) {
    while let scalar = next {
      if Self.isSpace(scalar) {
        advance()
      } else if scalar == "/", peek(1) == "/" {
        while let inside = next, !Self.isLineEnd(inside) { advance() }
      } else if scalar == "/", peek(1) == "*" {
        try skipBlockComment()
      } else {
        return
      }
    }
  }

  /// An error at a place; without one, at the next character.
  func error(_ message: String, at place: SourcePosition? = nil) -> ScenarioError {
    ScenarioError(file: file, position: place ?? position, message: message)
  }

  /// The next character as a message shows it.
  var found: String {
    guard let scalar = next else { return "the end of the file" }
    if Self.isLineEnd(scalar) { return "the end of the line" }
    if scalar.value < 0x20 || scalar.value == 0x7F {
      return "the control character \(scalar.value)"
    }
    return "'\(scalar)'"
  }

  /// Line ends of JSON5 (section 8): LF, CR, and the two Unicode separators.
  static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\u{0B}", "\u{0C}", "\u{A0}", "\u{FEFF}": true
    default: isLineEnd(scalar) || scalar.properties.generalCategory == .spaceSeparator
    }
  }

  private mutating func skipBlockComment() throws(ScenarioError) {
    let start = position
    advance()
    advance()
    while next != nil {
      if next == "*", peek(1) == "/" {
        advance()
        advance()
        return
      }
      advance()
    }
    throw error("this comment has no end; close it with */", at: start)
  }
}

extension JSON5Scanner {
  private static func decode(
    _ bytes: [UInt8], file: String
  ) throws(ScenarioError) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(bytes.count)
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar):
        // A byte order mark at the start would shift the columns of the first line.
        if !(scalars.isEmpty && scalar == "\u{FEFF}") { scalars.append(scalar) }
      case .emptyInput:
        return scalars
      case .error:
        let place = position(after: scalars)
        throw ScenarioError(
          file: file, position: place, message: "this byte is not UTF-8; save the file as UTF-8")
      }
    }
  }

  private static func position(after scalars: [Unicode.Scalar]) -> SourcePosition {
    var position = SourcePosition()
    for index in scalars.indices {
      let following = index + 1 < scalars.count ? scalars[index + 1] : nil
      move(&position, over: scalars[index], before: following)
    }
    return position
  }

  private static func move(
    _ position: inout SourcePosition, over scalar: Unicode.Scalar, before next: Unicode.Scalar?
  ) {
    // CR LF is one line end; the LF makes the new line.
    if isLineEnd(scalar), !(scalar == "\r" && next == "\n") {
      position.line += 1
      position.column = 1
    } else {
      position.column += 1
    }
  }
}
