import Testing

@testable import Wire

@Suite struct JSONFrameTests {
  private let frame = JSONFrame(#"{"delta":""#, #""}"#)

  private func string(in text: String) -> String? {
    var bytes = Array("kept ".utf8)
    let found = Array(text.utf8).withUnsafeBufferPointer { frame.string(in: $0, into: &bytes) }
    if !found { #expect(bytes == Array("kept ".utf8), "a text that is not taken adds nothing") }
    return found ? String(decoding: bytes.dropFirst(5), as: UTF8.self) : nil
  }

  @Test(arguments: ["", "a", "some words", "ä€😀", #"a\nb"#, #"\u00e4\\\""#])
  func `what it takes is what the scanner reads`(content: String) throws {
    let text = #"{"delta":""# + content + #""}"#
    let value = try JSONValue.parse(Array(text.utf8))
    #expect(string(in: text) == value["delta"]?.stringValue)
    #expect(string(in: text) != nil)
  }

  @Test(arguments: [0, 1, 16])
  func `spaces before the last brace change nothing`(count: Int) {
    let padding = String(repeating: " ", count: count)
    #expect(string(in: #"{"delta":"some  ""# + padding + "}") == "some  ")
    #expect(string(in: #"{"delta":"\u00e4""# + padding + "}") == "ä")
  }

  @Test(arguments: [
    #"{"delta": "a"}"#, #"{"delta":"a"} "#, #"{"delta":"a ""#, #"{"delta":" }"#,
    #"{"delta":"a","b":"c"}"#, #"{"delta":"a"}}"#,
    #"{"delta":"a\"}"#, #"{"delta":"a\q"}"#, "{\"delta\":\"a\nb\"}", #"{"delta":"}"#, #"{"delta""#,
    "",
  ])
  func `anything else is left to the scanner`(text: String) {
    #expect(string(in: text) == nil)
  }

  @Test func `a broken character is left to the scanner`() {
    var bytes: [UInt8] = []
    let text = Array(#"{"delta":""#.utf8) + [0xC3] + Array(#""}"#.utf8)
    #expect(!text.withUnsafeBufferPointer { frame.string(in: $0, into: &bytes) })
  }
}
