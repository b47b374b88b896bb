import Testing
import World

@testable import bmm_bench

struct JSON5ParserTests {
  private func parse(_ text: String) throws -> SourceNode {
    try JSON5Parser.parse(text.utf8, file: "x.json5")
  }

  /// The value without positions, as a compact text.
  private func outline(_ node: SourceNode) -> String {
    switch node.value {
    case .null: "null"
    case .bool(let flag): "\(flag)"
    case .number(let number, _): PlainNumber.write(number)
    case .string(let text): "'\(text)'"
    case .array(let elements): "[" + elements.map(outline).joined(separator: " ") + "]"
    case .object(let members):
      "{" + members.map { "\($0.key)=\(outline($0.node))" }.joined(separator: " ") + "}"
    }
  }

  @Test(
    arguments: [
      ("null", "null"),
      ("true", "true"),
      ("[]", "[]"),
      ("{}", "{}"),
      ("[1,2,]", "[1 2]"),  // A trailing comma in an array.
      ("{a:1,}", "{a=1}"),  // And in an object.
      ("{a: 1, 'b c': 2, \"d\": 3}", "{a=1 b c=2 d=3}"),  // Three ways to write a key.
      ("{null: 1, $x_1: 2, größe: 3}", "{null=1 $x_1=2 größe=3}"),  // Names of all kinds.
      ("// first\n[1, /* two\n */ 2] // end", "[1 2]"),  // Comments at every place.
      ("/***/ 1", "1"),  // A star right before the end of a comment.
      ("\u{FEFF}1", "1"),  // A byte order mark.
      ("\u{A0}\u{2028}1\u{3000}", "1"),  // White space beyond ASCII.
    ])
  func `values and what may stand between them`(text: String, expected: String) throws {
    #expect(outline(try parse(text)) == expected)
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("+7", 7), ("12.5", 12.5),
      (".5", 0.5), ("5.", 5),  // A point without digits on one side.
      ("1e3", 1_000), ("1E-2", 0.01), ("2.e+1", 20),  // Exponents.
      ("0x1F", 31), ("-0XaE", -174),  // An E in a hexadecimal number is no exponent.
      ("0xFFFFFFFFFFFFFFFF", 18_446_744_073_709_551_616),  // 64 bits.
    ] as [(String, Double)])
  func `numbers`(text: String, expected: Double) throws {
    let node = try parse(text)
    #expect(node.value == .number(expected, text: text))
  }

  @Test(
    arguments: [
      (#""a'b""#, "a'b"), (#"'a"b'"#, "a\"b"),  // The other quote needs no backslash.
      (#"'\b\f\n\r\t\v\0'"#, "\u{08}\u{0C}\n\r\t\u{0B}\0"),
      (#"'\x41\u00e9\'\\\/\q'"#, "Aé'\\/q"),  // Unknown escapes mean the character itself.
      (#"'\uD83D\uDE00'"#, "😀"),  // Two escapes, one character.
      ("'a\\\nb\\\r\nc\\\u{2028}d'", "abcd"),  // Line continuations.
      ("'😀\u{2028}'", "😀\u{2028}"),  // JSON5 lets the Unicode line ends stand in a string.
      (#"'\0x'"#, "\0x"),  // NUL may stand before a letter.
    ])
  func `strings`(text: String, expected: String) throws {
    #expect(try parse(text).value == .string(expected))
  }

  @Test func `every value and key knows its line and column`() throws {
    let node = try parse("{\r\n  a: [1,\n    'é😀', x2],\n}".replacing("x2", with: "2"))

    guard case .object(let members) = node.value, let member = members.first,
      case .array(let elements) = member.node.value
    else {
      Issue.record("not an object with an array")
      return
    }
    #expect(node.position == SourcePosition(line: 1, column: 1))
    #expect(member.keyPosition == SourcePosition(line: 2, column: 3))
    #expect(member.node.position == SourcePosition(line: 2, column: 6))
    // Each emoji is one column, though four bytes; CR LF is one line end.
    #expect(elements.map(\.position.description) == ["2:7", "3:5", "3:11"])
  }

  @Test(
    arguments: [
      ("", "1:1: expected a value, found the end of the file"),
      ("1 2", "1:3: expected the end of the file, found '2'"),
      ("{a:1", "1:5: expected ',' or '}' for the bracket at 1:1, found the end of the file"),
      ("{a:1,", "1:6: expected '}' for the bracket at 1:1, found the end of the file"),
      ("{a:1 b:2}", "1:6: expected ',' or '}' for the bracket at 1:1, found 'b'"),
      ("[1 2]", "1:4: expected ',' or ']' for the bracket at 1:1, found '2'"),
      ("[,]", "1:2: expected a value, found ','"),
      ("{,}", "1:2: expected a key or '}', found ','"),
      ("{1:2}", "1:2: expected a key or '}', found '1'"),
      ("{a-b:1}", "1:3: expected ':' after the key \"a\", found '-'"),
      ("{a\n1}", "2:1: expected ':' after the key \"a\", found '1'"),
      ("{a:}", "1:4: expected a value, found '}'"),
      ("{a:1,\n a:2}", "2:2: the key \"a\" stands twice; the first is at 1:2"),
      ("{a:1,'a':2}", "1:6: the key \"a\" stands twice; the first is at 1:2"),
      ("{plan: team}", "1:8: team is not a value; a text needs quotes"),
      ("[\u{01}]", "1:2: expected a value, found the control character 1"),
      ("/* 1", "1:1: this comment has no end; close it with */"),
      ("/*/ 1", "1:1: this comment has no end; close it with */"),  // The star counts once.
    ])
  func `a broken structure is refused with its place`(text: String, message: String) {
    let error = #expect(throws: ScenarioError.self) { try parse(text) }
    #expect(error?.description == "x.json5:" + message)
  }

  @Test(
    arguments: [
      ("95s", "95s is not a number; a value with a unit needs quotes: \"95s\""),
      ("5%", "5% is not a number; a value with a unit needs quotes: \"5%\""),
      ("010", "010 is not a number"),  // Octal to some readers, decimal to others.
      ("1.2.3", "1.2.3 is not a number"),
      ("-", "- is not a number"),
      (".", ". is not a number"),
      ("1e", "1e is not a number; a value with a unit needs quotes: \"1e\""),
      ("1_000", "1_000 is not a number"),
      ("0x", "0x is not a hexadecimal number"),
      ("0x1G", "0x1G is not a hexadecimal number"),
      (
        "0x10000000000000000",
        "0x10000000000000000 is out of range; a hexadecimal number has at most 64 bits"
      ),
      ("1e999", "1e999 is out of range; the largest number is about 1.8e308"),
      ("NaN", "NaN is not accepted; write a finite number, or leave the key out"),
      ("Infinity", "Infinity is not accepted; write a finite number, or leave the key out"),
      ("-Infinity", "-Infinity is not accepted; write a finite number, or leave the key out"),
    ])
  func `a broken number is shown whole`(text: String, message: String) {
    let error = #expect(throws: ScenarioError.self) { try parse(text) }
    #expect(error?.description == "x.json5:1:1: " + message)
  }

  @Test(
    arguments: [
      ("'a", "1:1: this text has no end; close it with ' on the same line"),
      ("\"a\n\"", "1:1: this text has no end; close it with \" on the same line"),
      ("'a\\", "1:1: this text has no end; close it with ' on the same line"),
      (#"'a\1'"#, #"1:3: \ and a digit is no escape of JSON5; write \x and two hex digits"#),
      (#"'\01'"#, #"1:2: \ and a digit is no escape of JSON5; write \x and two hex digits"#),
      (#"'\xg0'"#, "1:2: this escape needs 2 hex digits, found 'g'"),
      (#"'\u12'"#, "1:2: this escape needs 4 hex digits, found '''"),
      (#"'\uD83D'"#, #"1:2: half of a surrogate pair; write both \u escapes"#),
      (#"'\uDE00\uD83D'"#, #"1:2: half of a surrogate pair; write both \u escapes"#),
      (#"'\uD83D\u0041'"#, #"1:2: half of a surrogate pair; write both \u escapes"#),
    ])
  func `a broken string is refused with its place`(text: String, message: String) {
    let error = #expect(throws: ScenarioError.self) { try parse(text) }
    #expect(error?.description == "x.json5:" + message)
  }

  @Test func `a prefix of a file is never taken for the whole`() throws {
    let text = #"{name: "x", /* c */ users: [{plan: 'team', rate: "5/s", n: 0x1F,}],}"#
    _ = try parse(text)
    for length in 0..<text.count {
      #expect(throws: ScenarioError.self, "\(length)") { try parse(String(text.prefix(length))) }
    }
  }

  @Test func `no damage to a file brings the parser down`() throws {
    let text = #"{a: [1, -.5e3, 0xFF,], 'b\uD83D\uDE00': "c\n", /* d */ é: {f: true}} // g"#
    let lineLength = text.unicodeScalars.count
    var random = RandomStream(seed: 1)
    var refused = 0
    for _ in 0..<20_000 {
      var bytes = Array(text.utf8)
      for _ in 0...random.index(below: 3) {
        // Half of the new bytes come from the text itself: they reach deeper than noise does.
        let byte = random.chance(0.5) ? bytes[random.index(below: bytes.count)] : nil
        bytes[random.index(below: bytes.count)] = byte ?? UInt8(random.index(below: 256))
      }
      do throws(ScenarioError) {
        _ = try JSON5Parser.parse(bytes, file: "x.json5")
      } catch {
        refused += 1
        #expect(error.position.map { $0.column <= lineLength + 1 } == true)
      }
    }
    #expect(refused > 10_000)
    #expect(refused < 20_000)
  }

  @Test func `bytes that are not UTF-8 are named by place`() {
    let bytes: [UInt8] = [0x5B, 0x0A, 0x31, 0xFF, 0x5D]  // "[", line end, "1", a wrong byte, "]".

    let error = #expect(throws: ScenarioError.self) {
      try JSON5Parser.parse(bytes, file: "x.json5")
    }

    #expect(error?.description == "x.json5:2:2: this byte is not UTF-8; save the file as UTF-8")
  }

  @Test func `depth is limited, and the limit itself is allowed`() throws {
    let most = BenchLimits.sourceDepthMax
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    _ = try parse(nested(most))
    let error = #expect(throws: ScenarioError.self) { try parse(nested(most + 1)) }

    #expect(error?.description == "x.json5:1:65: more than 64 levels; flatten the file")
  }

  @Test func `a file above the size limit is refused as a whole`() {
    let text = String(repeating: " ", count: BenchLimits.sourceBytesMax + 1)
    let error = #expect(throws: ScenarioError.self) { try parse(text) }
    #expect(
      error?.description
        == "x.json5: has more than the 4194304 bytes of a scenario; split it or use extends")
  }
}
