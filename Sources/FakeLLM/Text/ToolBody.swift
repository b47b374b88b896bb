import World

/// The JavaScript of one tool: it reads `args`, gathers lines of text, and returns them.
///
/// Its length is exact as it stands inside JSON, where each quote and each line end takes two
/// bytes. It runs anywhere: it calls nothing but what the language has.
struct ToolBody {
  /// The finished code.
  let code: String

  private static let opening = "const lines = [];\n"
  private static let closing =
    "return { content: [{ type: \"text\", text: lines.join(\" \") }] };"
  private static let argumentsMax = 3
  /// The text in one line when there is much to fill.
  private static let lineBytes = 40...88
  private static let fillerLinesMax = FakeLLMLimits.implementationLines - 2 - argumentsMax
  /// What a line around its text takes inside JSON.
  private static let fillerBytes = escapedCount(filler(""))

  /// The fewest bytes inside JSON with the longest names.
  static let byteCountMin =
    escapedCount(opening + closing) + fillerBytes + 1
    + escapedCount(reading(String(repeating: "x", count: Vocabulary.wordBytesMax)))

  /// The most bytes inside JSON at which no line of text gets longer than usual.
  static let byteCountMax = fillerLinesMax * (fillerBytes + lineBytes.upperBound)

  /// Code of exactly `byteCount` bytes inside JSON, for a tool with those arguments.
  init(
    byteCount: Int, arguments: [String], _ vocabulary: inout Vocabulary,
    _ random: inout RandomStream
  ) {
    let fixed = Self.escapedCount(Self.opening + Self.closing)
    var code = Self.opening
    var rest = byteCount - fixed
    for argument in arguments.prefix(Self.argumentsMax) {
      let line = Self.reading(argument)
      let left = rest - Self.escapedCount(line)
      guard left > Self.fillerBytes else { break }
      code += line
      rest = left
    }
    code += Self.fillers(byteCount: rest, &vocabulary, &random)
    self.code = code + Self.closing
  }

  /// Lines of text that take exactly so many bytes inside JSON.
  private static func fillers(
    byteCount: Int, _ vocabulary: inout Vocabulary, _ random: inout RandomStream
  ) -> String {
    let wanted = lineBytes.lowerBound + random.index(below: lineBytes.count)
    let lineCount = min(fillerLinesMax, (byteCount - 1) / (fillerBytes + wanted) + 1)
    var code = ""
    var rest = byteCount
    for remaining in stride(from: lineCount, to: 0, by: -1) {
      let size = rest / remaining
      code += filler(vocabulary.phrase(byteCount: size - fillerBytes))
      rest -= size
    }
    return code
  }

  private static func filler(_ text: String) -> String { "lines.push(\"\(text)\");\n" }

  private static func reading(_ name: String) -> String {
    "if (args.\(name) !== undefined) lines.push(\"\(name) \" + String(args.\(name)));\n"
  }

  private static func escapedCount(_ code: String) -> Int {
    code.utf8.reduce(0) {
      $0 + ($1 == UInt8(ascii: "\"") || $1 == UInt8(ascii: "\n") ? 2 : 1)
    }
  }
}
