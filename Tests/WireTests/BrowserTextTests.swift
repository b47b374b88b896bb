import Testing

@testable import Wire

@Suite struct BrowserTextTests {
  private func decoded(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBufferPointer { view in
      BrowserText.withUTF8(of: view) { String(decoding: $0, as: UTF8.self) }
    }
  }

  // The number of replacements is that of the Encoding Standard's decoder: one for each longest
  // beginning of a character.
  @Test(
    arguments: [
      ([0x61, 0xC3, 0xBC, 0x62], "aüb"), ([], ""),
      ([0x61, 0xFF, 0x62], "a\u{FFFD}b"), ([0x61, 0xC3], "a\u{FFFD}"),
      ([0xE2, 0x82, 0x61], "\u{FFFD}a"), ([0xF0, 0x9F, 0x8E, 0xC3, 0xBC], "\u{FFFD}ü"),
      ([0x80, 0x80], "\u{FFFD}\u{FFFD}"), ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
      ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ] as [([UInt8], String)])
  func `what is no UTF-8 is replaced, and the rest stays`(bytes: [UInt8], text: String) {
    #expect(decoded(bytes) == text)
  }
}
