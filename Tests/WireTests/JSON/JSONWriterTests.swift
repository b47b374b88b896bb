import Testing
import Wire

@Suite struct JSONWriterTests {
  @Test func `commas stand between values and members only`() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("a")
    writer.beginArray()
    writer.int(1)
    writer.double(0.5)
    writer.beginObject()
    writer.endObject()
    writer.bool(true)
    writer.endArray()
    writer.key("b")
    writer.null()
    writer.key("c")
    writer.raw("[1]")
    writer.key("d\"")
    writer.string("e")
    writer.endObject()

    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"a":[1,0.5,{},true],"b":null,"c":[1],"d\"":"e"}"#)
  }

  @Test func `a writer can be used again`() {
    var writer = JSONWriter()
    writer.int(1)
    writer.reset()
    writer.int(2)

    #expect(String(decoding: writer.bytes, as: UTF8.self) == "2")
  }

  @Test(
    arguments: [
      ("plain text, é€😀", "plain text, é€😀"),
      ("\"\\/", #"\"\\/"#),
      ("\u{08}\t\n\r", #"\b\t\n\r"#),
      ("\0\u{01}\u{1F}", #"\u0000\u0001\u001f"#),
      ("\u{0B}\u{0C}\u{1C}\u{1D}\u{1E}", #"\u000b\u000c\u001c\u001d\u001e"#),
      ("\u{7F}", "\u{7F}"),
      ("a\u{85}b\u{2028}c\u{2029}d", #"a\u0085b\u2028c\u2029d"#),  // They end lines in Python.
      ("\u{84}\u{86}\u{2027}\u{202A}", "\u{84}\u{86}\u{2027}\u{202A}"),  // Their neighbours do not.
    ] as [(String, String)])
  func `what JSON or a line reader cannot bear is escaped`(text: String, expected: String) {
    var writer = JSONWriter()
    writer.string(text)

    #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"\(expected)\"")
  }

  @Test(arguments: 0..<300)
  func `any bytes become valid text, as the standard library repairs them`(seed: Int) throws {
    var random = TinyRandom(seed: seed)
    let starts: [UInt8] = [0x41, 0x80, 0xC2, 0xE0, 0xE2, 0xED, 0xF0, 0xF4, 0xFF, 0x82, 0xA0, 0x22]
    let bytes = (0..<random.below(16)).map { _ in random.pick(starts) }

    var writer = JSONWriter()
    bytes.withUnsafeBufferPointer { writer.string(bytes: $0) }

    #expect(try JSONValue.parse(writer.bytes) == .string(String(decoding: bytes, as: UTF8.self)))
  }

  @Test(
    arguments: [
      (0, "0.0"), (-0.0, "-0.0"), (1, "1.0"), (0.1, "0.1"), (1e300, "1e+300"),
      (.leastNonzeroMagnitude, "5e-324"), (123_456.789, "123456.789"),
    ] as [(Double, String)])
  func `numbers have the fewest digits that read back`(value: Double, expected: String) {
    var writer = JSONWriter()
    writer.double(value)

    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test func `a number that JSON lacks stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.double(.infinity)
    }
  }
}
