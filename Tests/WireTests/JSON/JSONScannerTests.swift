import Testing
import Wire

@Suite struct JSONScannerTests {
  static let delta =
    #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi\n€"}}"#

  private func scan<Value>(
    _ text: String, _ body: (inout JSONScanner) throws(JSONParsingError) -> Value
  ) throws(JSONParsingError) -> Value {
    try Array(text.utf8).withUnsafeBufferPointer { (view) throws(JSONParsingError) in
      var scanner = JSONScanner(view)
      return try body(&scanner)
    }
  }

  @Test func `one text is found without building a tree`() throws {
    let text = try scan(Self.delta) { (scanner) throws(JSONParsingError) in
      var text: [UInt8] = []
      try scanner.beginObject()
      while let key = try scanner.nextKey() {
        guard key == "delta" else {
          try scanner.skipValue()
          continue
        }
        try scanner.beginObject()
        while let key = try scanner.nextKey() {
          switch key {
          case "text": try scanner.string(into: &text)
          default: try scanner.skipValue()
          }
        }
      }
      try scanner.finish()
      return text
    }

    #expect(String(decoding: text, as: UTF8.self) == "Hi\n€")
  }

  @Test func `a value of each kind is read in its turn`() throws {
    try scan(#"[1,2.5,"a\tb","c",true,false,null,{},[ ],3e1]"#) {
      (scanner) throws(JSONParsingError) in
      try scanner.beginArray()
      func next() throws(JSONParsingError) -> JSONKind? {
        try scanner.nextElement() ? try scanner.peek() : nil
      }
      #expect(try next() == .number)
      #expect(try scanner.int() == 1)
      #expect(try next() == .number)
      #expect(try scanner.double() == 2.5)
      #expect(try next() == .string)
      #expect(try scanner.string() == "a\tb")
      #expect(try next() == .string)
      let raw = try scanner.stringRange()
      #expect(raw.range == 15..<16)
      #expect(!raw.hasEscapes)
      #expect(try next() == .bool)
      #expect(try scanner.bool())
      #expect(try next() == .bool)
      #expect(try !scanner.bool())
      #expect(try next() == .null)
      try scanner.null()
      #expect(try next() == .object)
      try scanner.beginObject()
      #expect(try scanner.nextKey() == nil)
      #expect(try next() == .array)
      try scanner.skipValue()
      #expect(try next() == .number)
      #expect(try scanner.int() == 30)
      #expect(try next() == nil)
      try scanner.finish()
    }
  }

  @Test(
    arguments: [
      (#""a""#, "Expected a number, found a string in JSON at position 0"),
      (" {}", "Expected a number, found an object in JSON at position 1"),
      ("null", "Expected a number, found null in JSON at position 0"),
      ("2.5", "Expected an integer in JSON at position 0"),
      ("1e30", "Expected an integer in JSON at position 0"),
    ] as [(String, String)])
  func `another kind than asked for is named`(text: String, expected: String) {
    let error = #expect(throws: JSONParsingError.self) {
      try scan(text) { (scanner) throws(JSONParsingError) in try scanner.int() }
    }
    #expect(error?.description == expected)
  }

  @Test func `keys match in their escaped form too, and only whole`() throws {
    try scan(#"{"\u0061b":1,"a":2,"":3,"abc":4}"#) { (scanner) throws(JSONParsingError) in
      var found: [Bool] = []
      var names: [String] = []
      try scanner.beginObject()
      while let key = try scanner.nextKey() {
        found.append(key == "ab")
        names.append(key.text)
        try scanner.skipValue()
      }
      #expect(found == [true, false, false, false])
      #expect(names == ["ab", "a", "", "abc"])
    }
  }

  @Test(
    arguments: [
      (#"{"a":[1,}"#, 8),
      (#"{"a":{"b":"\x"}}"#, 12),
      (#"{"a":tru}"#, 8),
      (#"{"a":01}"#, 6),
      (#"{"a":[[[}"#, 8),
    ] as [(String, Int)])
  func `a skipped value is checked as a read one`(text: String, offset: Int) {
    let error = #expect(throws: JSONParsingError.self) {
      try scan(text) { (scanner) throws(JSONParsingError) in try scanner.skipValue() }
    }
    #expect(error?.offset == offset)
  }

  @Test func `a part of a text can be kept as a tree`() throws {
    let input = try scan(#"{"name":"f","input":{"a":[1]}}"#) {
      (scanner) throws(JSONParsingError) in
      var input: JSONValue?
      try scanner.beginObject()
      while let key = try scanner.nextKey() {
        if key == "input" {
          input = try JSONValue.value(from: &scanner)
        } else {
          try scanner.skipValue()
        }
      }
      return input
    }

    #expect(input == ["a": [1]])
  }

  @Test func `unescaping appends, and refuses what a scan would`() throws {
    var bytes = Array("> ".utf8)
    let raw = Array(#"a\u00e9\\n\n"#.utf8)
    try raw.withUnsafeBufferPointer { try JSONScanner.unescape($0, into: &bytes) }

    #expect(bytes == Array("> aé\\n\n".utf8))
    let error = #expect(throws: JSONParsingError.self) {
      try Array(#"ab\"#.utf8).withUnsafeBufferPointer {
        try JSONScanner.unescape($0, into: &bytes)
      }
    }
    #expect(error?.offset == 3)
  }

  /// The search looks at eight bytes at a time, so the special byte is put at every place.
  @Test(arguments: 0..<24)
  func `a string's end is found at any length`(length: Int) throws {
    for special in ["\\n", "é", "😀", "\u{7F}", "!", "#", "[", "]", " "] {
      let content = String(repeating: "a", count: length) + special + "z"
      let value = try scan("\"\(content)\" ") { (scanner) throws(JSONParsingError) in
        try scanner.string()
      }
      #expect(value == content.replacing("\\n", with: "\n"))
    }
  }

  @Test(arguments: 0..<24)
  func `a control character is found at any place of a long string`(place: Int) {
    for control in [0x00, 0x09, 0x0A, 0x1F] as [UInt8] {
      var text = Array("\"\(String(repeating: "a", count: 24))\"".utf8)
      text[1 + place] = control
      let error = #expect(throws: JSONParsingError.self) { try JSONValue.parse(text) }
      #expect(error?.kind == .controlCharacter(control))
      #expect(error?.offset == 1 + place)
    }
  }
}
