import Testing
import Wire

@Suite struct JSONValueTests {
  @Test(
    arguments: [
      ("null", .null),
      (" \t\r\n true \t\r\n", true),
      ("false", false),
      ("0", 0),
      ("-1", -1),
      ("9223372036854775807", .integer(.max)),
      ("-9223372036854775808", .integer(.min)),
      ("9223372036854775808", .number(9_223_372_036_854_775_808)),  // One too many for Int64.
      ("-9223372036854775809", .number(-9_223_372_036_854_775_808)),
      ("99999999999999999999", .number(1e20)),
      ("1.0", .number(1)),  // Written with a fraction, kept with one.
      ("1e2", .number(100)),
      ("1E+2", .number(100)),
      ("-1.5e-3", .number(-0.0015)),
      ("0.1", .number(0.1)),
      ("5e-324", .number(.leastNonzeroMagnitude)),
      ("1e-999", .number(0)),
      ("\"\"", ""),
      ("\"aé€😀\"", "aé€😀"),
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{08}\u{0C}\n\r\t"),
      (#""\u0041\u00e9\u20AC\uD83D\uDE00\u0000""#, "Aé€😀\0"),
      ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"),  // Both may stand unescaped.
      ("[]", []),
      ("[ ]", []),
      ("[1 , [2],{}]", [1, [2], [:]]),
      ("{}", [:]),
      (#"{ "a" : 1 , "b":[ ],"":null}"#, ["a": 1, "b": [], "": nil]),
      (#"{"\u0061":1}"#, ["a": 1]),
    ] as [(String, JSONValue)])
  func `valid texts give their values`(text: String, expected: JSONValue) throws {
    #expect(try JSONValue.parse(text) == expected)
  }

  @Test(
    arguments: [
      ("", "Unexpected end of JSON input"),
      ("  ", "Unexpected end of JSON input"),
      ("[1,", "Unexpected end of JSON input"),
      ("[", "Unexpected end of JSON input"),
      ("{", "Unexpected end of JSON input"),
      (#"{"a""#, "Unexpected end of JSON input"),
      (#"{"a":"#, "Unexpected end of JSON input"),
      (#"{"a":1"#, "Unexpected end of JSON input"),
      (#"{"a":1,"#, "Unexpected end of JSON input"),
      ("tru", "Unexpected end of JSON input"),
      ("<html>", "Unexpected token '<' in JSON at position 0"),
      ("\u{FEFF}1", "Unexpected token byte 0xEF in JSON at position 0"),  // RFC 8259 §8.1.
      ("trua", "Unexpected token 'a' in JSON at position 3"),
      ("nul1", "Unexpected token '1' in JSON at position 3"),
      ("True", "Unexpected token 'T' in JSON at position 0"),
      ("NaN", "Unexpected token 'N' in JSON at position 0"),
      ("'a'", "Unexpected token ''' in JSON at position 0"),
      ("+1", "Unexpected token '+' in JSON at position 0"),
      (".5", "Unexpected token '.' in JSON at position 0"),
      ("[1,]", "Unexpected token ']' in JSON at position 3"),
      ("[,1]", "Unexpected token ',' in JSON at position 1"),
      ("[1,,2]", "Unexpected token ',' in JSON at position 3"),
      ("]", "Unexpected token ']' in JSON at position 0"),
      ("// a\n1", "Unexpected token '/' in JSON at position 0"),
      ("{,}", "Expected property name or '}' in JSON at position 1"),
      ("{a:1}", "Expected property name or '}' in JSON at position 1"),
      ("{1:1}", "Expected property name or '}' in JSON at position 1"),
      (#"{"a":1,}"#, "Expected double-quoted property name in JSON at position 7"),
      (#"{"a":1,b:2}"#, "Expected double-quoted property name in JSON at position 7"),
      (#"{"a" 1}"#, "Expected ':' after property name in JSON at position 5"),
      (#"{"a",1}"#, "Expected ':' after property name in JSON at position 4"),
      (#"{"a":1 "b":2}"#, "Expected ',' or '}' after property value in JSON at position 7"),
      (#"{"a":1]"#, "Expected ',' or '}' after property value in JSON at position 6"),
      ("[1 2]", "Expected ',' or ']' after array element in JSON at position 3"),
      ("[1}", "Expected ',' or ']' after array element in JSON at position 2"),
      ("[1a]", "Expected ',' or ']' after array element in JSON at position 2"),
      ("1 2", "Unexpected non-whitespace character after JSON at position 2"),
      ("{}}", "Unexpected non-whitespace character after JSON at position 2"),
      ("1\0", "Unexpected non-whitespace character after JSON at position 1"),
      ("1\u{A0}", "Unexpected non-whitespace character after JSON at position 1"),
      ("0x1", "Unexpected non-whitespace character after JSON at position 1"),
      ("01", "Unexpected number in JSON at position 1"),
      ("-01", "Unexpected number in JSON at position 2"),
      ("-", "No number after minus sign in JSON at position 1"),
      ("-a", "No number after minus sign in JSON at position 1"),
      ("1.", "Unterminated fractional number in JSON at position 2"),
      ("1.e1", "Unterminated fractional number in JSON at position 2"),
      ("1e", "Exponent part is missing a number in JSON at position 2"),
      ("1e+", "Exponent part is missing a number in JSON at position 3"),
      ("1e400", "Number out of range in JSON at position 0"),
      ("\"a", "Unterminated string in JSON at position 2"),
      ("\"a\\", "Unterminated string in JSON at position 3"),
      ("\"a\\u00", "Unterminated string in JSON at position 6"),
      ("\"\\uD83D", "Unterminated string in JSON at position 7"),
      ("\"\\uD83D\\uDE", "Unterminated string in JSON at position 11"),
      ("\"a\nb\"", "Bad control character in string literal in JSON at position 2"),
      ("\"\t\"", "Bad control character in string literal in JSON at position 1"),
      ("\"\0\"", "Bad control character in string literal in JSON at position 1"),
      (#""\x""#, "Bad escaped character in JSON at position 2"),
      (#""\U0041""#, "Bad escaped character in JSON at position 2"),
      (#""\u12G4""#, "Bad Unicode escape in JSON at position 5"),
      (#""\u12""#, "Bad Unicode escape in JSON at position 5"),
      (#""a\uD800b""#, "Lone surrogate in JSON at position 2"),
      (#""\uDC00""#, "Lone surrogate in JSON at position 1"),
      (#""\uD800\uD800""#, "Lone surrogate in JSON at position 1"),
      (#""\uD800\n""#, "Lone surrogate in JSON at position 1"),
      (#""\uD800A""#, "Lone surrogate in JSON at position 1"),
    ] as [(String, String)])
  func `invalid texts are refused where they go wrong`(text: String, expected: String) {
    let error = #expect(throws: JSONParsingError.self) { try JSONValue.parse(text) }
    #expect(error?.description == expected)
  }

  @Test(
    arguments: [
      [0x80],  // A continuation without a start.
      [0xC0, 0xAF],  // An overlong slash.
      [0xC1, 0xBF],
      [0xE0, 0x80, 0xAF],
      [0xED, 0xA0, 0x80],  // A surrogate.
      [0xF0, 0x80, 0x80, 0xAF],
      [0xF4, 0x90, 0x80, 0x80],  // Above U+10FFFF.
      [0xF5, 0x80, 0x80, 0x80],
      [0xFF],
      [0xE2, 0x82],  // Cut by the closing quote.
      [0xC3, 0x28],
    ] as [[UInt8]])
  func `strings that are not UTF-8 are refused at their first bad byte`(bytes: [UInt8]) {
    let text = Array("\"aé".utf8) + bytes + Array("\"".utf8)

    let error = #expect(throws: JSONParsingError.self) { try JSONValue.parse(text) }
    #expect(error?.kind == .invalidUTF8)
    #expect(error?.offset == 4)
  }

  @Test func `a text cut inside a character is an unterminated string`() {
    let text = Array("\"a€".utf8).dropLast()

    let error = #expect(throws: JSONParsingError.self) { try JSONValue.parse(Array(text)) }
    #expect(error?.kind == .unterminatedString)
    #expect(error?.offset == 4)
  }

  static let document =
    #"{"type":"delta","n":-12.5e1,"list":[1,2,{"a":null}],"ok":true,"t":"é\n\u20ac"}"#

  @Test(arguments: 0..<document.utf8.count)
  func `no prefix of a text is valid, and only its end is blamed`(count: Int) {
    let prefix = Array(Self.document.utf8.prefix(count))

    let error = #expect(throws: JSONParsingError.self) { try JSONValue.parse(prefix) }
    #expect(error?.offset == count)
  }

  @Test func `nesting has a limit`() throws {
    let nested = { (depth: Int) in
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    #expect(throws: Never.self) { try JSONValue.parse(nested(64)) }
    let error = #expect(throws: JSONParsingError.self) { try JSONValue.parse(nested(65)) }
    #expect(error?.description == "Nesting deeper than 64 levels at position 64")
    #expect(throws: JSONParsingError.self) { try JSONValue.parse("[{}]", depthLimit: 1) }
    #expect(throws: Never.self) { try JSONValue.parse("[[],[],{}]", depthLimit: 2) }
  }

  @Test func `of doubled names all are kept and the last is found`() throws {
    let value = try JSONValue.parse(#"{"a":1,"b":2,"a":3}"#)

    #expect(value["a"] == 3)
    #expect(value.objectValue?.map(\.key) == ["a", "b", "a"])
  }

  @Test func `accessors give only values of their kind`() {
    let value: JSONValue = ["i": 2, "d": 2.5, "w": 2.0, "s": "x", "b": true, "a": [1], "n": nil]

    #expect(value["i"]?.intValue == 2)
    #expect(value["i"]?.doubleValue == 2)
    #expect(value["d"]?.intValue == nil)
    #expect(value["d"]?.doubleValue == 2.5)
    #expect(value["w"]?.intValue == 2)
    #expect(value["s"]?.stringValue == "x")
    #expect(value["s"]?.intValue == nil)
    #expect(value["b"]?.boolValue == true)
    #expect(value["a"]?[0] == 1)
    #expect(value["a"]?[1] == nil)
    #expect(value["n"]?.isNull == true)
    #expect(value["missing"] == nil)
    #expect(value["s"]?["x"] == nil)
  }

  @Test func `a value is written without or with white space`() throws {
    let value: JSONValue = ["a": [1, 2.5, []], "b": [:], "c": ["d": nil]]

    #expect(value.jsonString(pretty: false) == #"{"a":[1,2.5,[]],"b":{},"c":{"d":null}}"#)
    #expect(
      value.jsonString(pretty: true) == """
        {
          "a": [
            1,
            2.5,
            []
          ],
          "b": {},
          "c": {
            "d": null
          }
        }
        """)
    var bytes = Array("> ".utf8)
    value.write(into: &bytes)
    #expect(bytes == Array("> \(value.jsonString(pretty: false))".utf8))
  }

  @Test(arguments: 0..<300)
  func `a written value reads back the same`(seed: Int) throws {
    var random = TinyRandom(seed: seed)
    let value = Self.randomValue(&random, depth: 4)

    #expect(try JSONValue.parse(value.jsonString(pretty: false)) == value)
    #expect(try JSONValue.parse(value.jsonString(pretty: true)) == value)
  }

  @Test(arguments: 0..<200)
  func `a text with one byte changed never crashes the parser`(seed: Int) {
    var random = TinyRandom(seed: seed)
    var bytes = Array(Self.document.utf8)
    let index = random.below(bytes.count)
    bytes[index] = UInt8(random.below(256))

    do throws(JSONParsingError) {
      let value = try JSONValue.parse(bytes)
      #expect(value.objectValue != nil, "a value that passes is still the object")
    } catch {
      #expect(error.offset <= bytes.count)
    }
  }

  private static func randomValue(_ random: inout TinyRandom, depth: Int) -> JSONValue {
    switch random.below(depth == 0 ? 5 : 7) {
    case 0: return .null
    case 1: return .bool(random.below(2) == 0)
    case 2: return .integer(Int64(bitPattern: random.bits() >> UInt64(random.below(64))))
    case 3:
      let value = Double(bitPattern: random.bits())
      return .number(value.isFinite ? value : -0.0)
    case 4: return .string(randomText(&random))
    case 5:
      return .array((0..<random.below(5)).map { _ in randomValue(&random, depth: depth - 1) })
    default:
      return .object(
        (0..<random.below(5)).map { _ in
          JSONMember(key: randomText(&random), value: randomValue(&random, depth: depth - 1))
        })
    }
  }

  private static func randomText(_ random: inout TinyRandom) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<random.below(20) {
      let bound = random.pick([0x20, 0x80, 0x800, 0x3000, 0x110000])
      text.append(Unicode.Scalar(UInt32(random.below(bound))) ?? "?")
    }
    return String(text)
  }
}
