/// Reads JSON values one after the other from borrowed bytes, without building a tree.
///
/// Checks all it passes by RFC 8259. Each value inside an object or array must be read or skipped
/// before the next key or element is asked for.
package struct JSONScanner {
  private let view: ByteView
  private let depthLimit: Int
  private var depth = 0
  /// Whether an object or array was opened and nothing in it has been read.
  private var isFresh = false

  /// The offset of the next byte to read.
  package private(set) var offset = 0

  /// Makes a scanner at the start of a text.
  package init(_ view: ByteView, depthLimit: Int = JSONLimits.depth) {
    precondition(depthLimit <= 512, "reading nests calls, and a thread's stack is finite")
    self.view = view
    self.depthLimit = depthLimit
  }

  /// The kind of the next value, without reading it.
  package mutating func peek() throws(JSONParsingError) -> JSONKind {
    let byte = try significantByte()
    guard let kind = JSONKind(firstByte: byte) else {
      throw JSONParsingError(.unexpectedToken(byte), at: offset)
    }
    return kind
  }

  /// Steps into an object, whose keys follow.
  package mutating func beginObject() throws(JSONParsingError) { try open(.object) }

  /// Steps into an array, whose elements follow.
  package mutating func beginArray() throws(JSONParsingError) { try open(.array) }

  /// The next key of the object, whose value must be read or skipped, or nil behind the last.
  package mutating func nextKey() throws(JSONParsingError) -> JSONKey? {
    let byte = try significantByte()
    if byte == UInt8(ascii: "}") {
      close()
      return nil
    }
    if !isFresh {
      guard byte == ASCII.comma else { throw JSONParsingError(.expectedCommaOrBrace, at: offset) }
      offset += 1
    }
    guard try significantByte() == ASCII.quote else {
      throw JSONParsingError(isFresh ? .expectedKeyOrBrace : .expectedKey, at: offset)
    }
    let key = try rawString()
    guard try significantByte() == ASCII.colon else {
      throw JSONParsingError(.expectedColon, at: offset)
    }
    offset += 1
    isFresh = false
    return JSONKey(raw: view.part(key.range), hasEscapes: key.hasEscapes)
  }

  /// Whether the array has another element, which must then be read or skipped.
  package mutating func nextElement() throws(JSONParsingError) -> Bool {
    let byte = try significantByte()
    if isFresh || byte != ASCII.comma {
      if byte == UInt8(ascii: "]") {
        close()
        return false
      }
      guard isFresh else { throw JSONParsingError(.expectedCommaOrBracket, at: offset) }
    } else {
      offset += 1
    }
    isFresh = false
    return true
  }

  /// Reads a string as text.
  package mutating func string() throws(JSONParsingError) -> String {
    let string = try stringRange()
    return Self.text(view.part(string.range), hasEscapes: string.hasEscapes)
  }

  /// Reads a string and appends its bytes, escapes resolved, to a buffer that can be used again.
  package mutating func string(into bytes: inout [UInt8]) throws(JSONParsingError) {
    let string = try stringRange()
    let raw = view.part(string.range)
    if string.hasEscapes {
      try Self.unescape(raw, into: &bytes)
    } else {
      bytes.append(contentsOf: raw)
    }
  }

  /// Reads a string in place: the offsets between its quotes, and whether it has escapes.
  package mutating func stringRange() throws(JSONParsingError) -> (
    range: Range<Int>, hasEscapes: Bool
  ) {
    try expect(.string)
    return try rawString()
  }

  /// Reads a number as exactly as possible.
  package mutating func number() throws(JSONParsingError) -> JSONNumber {
    try expect(.number)
    let scanned = try JSONNumber.scan(view, from: offset)
    offset = scanned.end
    return scanned.number
  }

  /// Reads a number that must be an integer; 2.0 and 2e0 are.
  package mutating func int() throws(JSONParsingError) -> Int {
    try expect(.number)
    let start = offset
    switch try number() {
    case .integer(let value): return Int(value)
    case .double(let value):
      if let exact = Int(exactly: value) { return exact }
      throw JSONParsingError(.notAnInteger, at: start)
    }
  }

  /// Reads a number as the nearest Double.
  package mutating func double() throws(JSONParsingError) -> Double {
    switch try number() {
    case .integer(let value): Double(value)
    case .double(let value): value
    }
  }

  /// Reads true or false.
  package mutating func bool() throws(JSONParsingError) -> Bool {
    try expect(.bool)
    let value = view[offset] == UInt8(ascii: "t")
    try literal(value ? "true" : "false")
    return value
  }

  /// Reads null.
  package mutating func null() throws(JSONParsingError) {
    try expect(.null)
    try literal("null")
  }

  /// Reads a value of any kind and checks it, but keeps nothing.
  package mutating func skipValue() throws(JSONParsingError) {
    switch try peek() {
    case .object:
      try beginObject()
      while try nextKey() != nil { try skipValue() }
    case .array:
      try beginArray()
      while try nextElement() { try skipValue() }
    case .string: _ = try rawString()
    case .number: _ = try number()
    case .bool: _ = try bool()
    case .null: try null()
    }
  }

  /// Checks that nothing but whitespace follows the value.
  package mutating func finish() throws(JSONParsingError) {
    skipWhitespace()
    if offset < view.count { throw JSONParsingError(.trailingBytes, at: offset) }
  }
}

extension JSONScanner {
  /// Appends the content of a string, given without its quotes, with escapes resolved.
  package static func unescape(
    _ raw: ByteView, into bytes: inout [UInt8]
  ) throws(JSONParsingError) {
    var start = 0
    while start < raw.count {
      var end = ByteSearch.jsonSpecial(in: raw, from: start)
      while end < raw.count, raw[end] != ASCII.backslash {
        end = ByteSearch.jsonSpecial(in: raw, from: end + 1)
      }
      bytes.append(contentsOf: raw.part(start..<end))
      guard end < raw.count else { return }
      let escape = try JSONEscape.decode(in: raw, at: end)
      bytes.append(contentsOf: UTF8.encode(escape.scalar) ?? UTF8.encodedReplacementCharacter)
      start = escape.end
    }
  }

  /// The text of a string that has been checked.
  static func text(_ raw: ByteView, hasEscapes: Bool) -> String {
    if !hasEscapes { return raw.text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.count)
    do {
      try unescape(raw, into: &bytes)
    } catch {
      preconditionFailure("the scan has checked the escapes: \(error)")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func open(_ kind: JSONKind) throws(JSONParsingError) {
    try expect(kind)
    if depth == depthLimit { throw JSONParsingError(.tooDeep(limit: depthLimit), at: offset) }
    depth += 1
    offset += 1
    isFresh = true
  }

  private mutating func close() {
    precondition(depth > 0, "an object or array must be begun before its parts are read")
    depth -= 1
    offset += 1
    isFresh = false
  }

  private mutating func expect(_ kind: JSONKind) throws(JSONParsingError) {
    let found = try peek()
    if found != kind {
      throw JSONParsingError(.wrongKind(expected: kind, found: found), at: offset)
    }
  }

  private mutating func rawString() throws(JSONParsingError) -> (
    range: Range<Int>, hasEscapes: Bool
  ) {
    let start = offset + 1
    let scanned = try JSONStringScan.scan(view, from: start)
    offset = scanned.end + 1
    return (start..<scanned.end, scanned.hasEscapes)
  }

  private mutating func literal(_ literal: StaticString) throws(JSONParsingError) {
    for index in 0..<literal.utf8CodeUnitCount {
      guard offset < view.count else { throw JSONParsingError(.unexpectedEnd, at: offset) }
      guard view[offset] == literal.utf8Start[index] else {
        throw JSONParsingError(.unexpectedToken(view[offset]), at: offset)
      }
      offset += 1
    }
  }

  @inline(__always)
  private mutating func significantByte() throws(JSONParsingError) -> UInt8 {
    // Most texts on the wire have no whitespace at all.
    if offset < view.count, view[offset] > ASCII.space { return view[offset] }
    skipWhitespace()
    guard offset < view.count else { throw JSONParsingError(.unexpectedEnd, at: offset) }
    return view[offset]
  }

  private mutating func skipWhitespace() {
    while offset < view.count {
      switch view[offset] {
      case ASCII.space, ASCII.lineFeed, ASCII.carriageReturn, ASCII.tab: offset += 1
      default: return
      }
    }
  }
}
