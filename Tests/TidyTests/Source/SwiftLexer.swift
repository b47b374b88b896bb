/// Splits Swift source into tokens and comments, enough to tell code from text about code.
///
/// It knows nested comments, raw, multi-line and interpolated strings and `#/…/#`. A regex between
/// bare slashes it would take for operators; the sources have none.
struct SwiftLexer {
  private(set) var tokens: [SwiftToken] = []
  private(set) var comments: [SwiftComment] = []
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  init(_ text: String) {
    bytes = Array(text.utf8)
    while position < bytes.count { step() }
  }

  /// Takes one token, comment or blank.
  private mutating func step() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\n"):
      line += 1
      position += 1
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      position += 1
    case UInt8(ascii: "/") where follows("//"): lineComment()
    case UInt8(ascii: "/") where follows("/*"): blockComment()
    case UInt8(ascii: "\""): string(hashCount: 0)
    case UInt8(ascii: "#"): hash()
    case UInt8(ascii: "`"): quotedName()
    case _ where byte.isDigit: take(.number) { $0.isDigit || $0.isLetter }
    case _ where byte.isLetter: take(.word) { $0.isDigit || $0.isLetter }
    default:
      add(.mark, String(UnicodeScalar(byte)), to: position + 1)
      position += 1
    }
  }

  private func follows(_ text: StaticString, at offset: Int = 0) -> Bool {
    let start = position + offset
    return text.withUTF8Buffer { bytes[min(start, bytes.count)...].starts(with: $0) }
  }

  private mutating func add(_ kind: SwiftToken.Kind, _ text: String, to end: Int) {
    tokens.append(SwiftToken(kind: kind, text: text, line: line, bytes: position..<end))
  }

  private mutating func take(_ kind: SwiftToken.Kind, while belongs: (UInt8) -> Bool) {
    let end = bytes[position...].firstIndex { !belongs($0) } ?? bytes.count
    add(kind, String(decoding: bytes[position..<end], as: UTF8.self), to: end)
    position = end
  }

  private mutating func quotedName() {
    let after = position + 1
    let end = bytes[after...].firstIndex { $0 == UInt8(ascii: "`") } ?? bytes.count
    add(.word, String(decoding: bytes[after..<end], as: UTF8.self), to: min(end + 1, bytes.count))
    position = end + 1
  }

  // MARK: Comments

  private mutating func lineComment() {
    let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    addComment(upTo: end)
  }

  /// Block comments nest in Swift.
  private mutating func blockComment() {
    let start = position
    var depth = 0
    repeat {
      if follows("/*") {
        depth += 1
        position += 2
      } else if follows("*/") {
        depth -= 1
        position += 2
      } else {
        position += 1
      }
    } while depth > 0 && position < bytes.count
    let end = min(position, bytes.count)
    position = start
    while let newline = bytes[position..<end].firstIndex(of: UInt8(ascii: "\n")) {
      addComment(upTo: newline)
      position += 1
      line += 1
    }
    addComment(upTo: end)
  }

  private mutating func addComment(upTo end: Int) {
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    comments.append(SwiftComment(text: text, line: line))
    position = end
  }

  // MARK: Literals

  /// A raw string, an extended regex, or a directive such as `#if`.
  private mutating func hash() {
    let count = bytes[position...].prefix { $0 == UInt8(ascii: "#") }.count
    if follows("\"", at: count) {
      string(hashCount: count)
    } else if follows("/", at: count) {
      regex(hashCount: count)
    } else {
      add(.mark, "#", to: position + 1)
      position += 1
    }
  }

  private mutating func regex(hashCount: Int) {
    add(.text, "\"\"", to: position + hashCount + 1)
    position += hashCount + 1
    skip(to: UInt8(ascii: "/"), hashCount: hashCount)
  }

  private mutating func string(hashCount: Int) {
    add(.text, "\"\"", to: position + hashCount + 1)
    position += hashCount
    // A multi-line string breaks the line at once; `#"""#` is a quotation mark in a raw string.
    if follows("\"\"\"\n") {
      position += 3
      multiLineString(hashCount: hashCount)
    } else {
      position += 1
      singleLineString(hashCount: hashCount)
    }
  }

  private mutating func singleLineString(hashCount: Int) {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
      if escape(hashCount: hashCount) { continue }
      if ends(with: "\"", hashCount: hashCount) { return position += 1 + hashCount }
      position += 1
    }
  }

  private mutating func multiLineString(hashCount: Int) {
    while position < bytes.count {
      if escape(hashCount: hashCount) { continue }
      if ends(with: "\"\"\"", hashCount: hashCount) { return position += 3 + hashCount }
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
  }

  private func ends(with quote: StaticString, hashCount: Int) -> Bool {
    guard follows(quote) else { return false }
    let after = bytes[(position + quote.utf8CodeUnitCount)...]
    return after.prefix(hashCount).allSatisfy { $0 == UInt8(ascii: "#") }
      && after.count >= hashCount
  }

  /// Takes an escape, an interpolation included; false when there is none here.
  private mutating func escape(hashCount: Int) -> Bool {
    guard bytes[position] == UInt8(ascii: "\\") else { return false }
    let hashes = bytes[(position + 1)...].prefix { $0 == UInt8(ascii: "#") }.count
    guard hashes == hashCount else { return false }
    position += 1 + hashes
    guard position < bytes.count else { return true }
    if bytes[position] == UInt8(ascii: "(") {
      interpolation()
    } else {
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
    return true
  }

  /// Takes the code between the parentheses of an interpolation.
  private mutating func interpolation() {
    var depth = 0
    repeat {
      if bytes[position] == UInt8(ascii: "(") { depth += 1 }
      if bytes[position] == UInt8(ascii: ")") { depth -= 1 }
      step()
    } while depth > 0 && position < bytes.count
  }

  private mutating func skip(to end: UInt8, hashCount: Int) {
    while position < bytes.count {
      let hashes = bytes[(position + 1)...].prefix { $0 == UInt8(ascii: "#") }.count
      if bytes[position] == end, hashes >= hashCount { return position += 1 + hashCount }
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Whether a name may begin with this byte; all of non-ASCII counts.
  fileprivate var isLetter: Bool {
    self == UInt8(ascii: "_") || self >= 0x80 || self == UInt8(ascii: "$")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
