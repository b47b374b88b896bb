/// Names that become folders and request ids.
enum NameDecoder {
  /// A name of letters, digits, hyphens and underscores.
  static func name(_ value: SourceValue) throws(ScenarioError) -> String {
    let text = try value.string()
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard isPlain, (1...40).contains(text.utf8.count) else {
      throw value.error("must be 1 to 40 letters, digits, hyphens or underscores, not \"\(text)\"")
    }
    return text
  }
}
