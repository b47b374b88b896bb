import Wire
import World

/// A spec as the service asks for it, of exactly a given number of tokens.
///
/// Names and texts come from the prompt's words and the seed. All of it is ASCII, as the tokenizer
/// counts bytes, and none of it looks like what the service's scanner bans.
package struct SpecAnswer {
  private var vocabulary: Vocabulary
  private var random: RandomStream

  private static let frameBytesMax = 140
  private static let toolBytesMin = 240 + ToolBody.byteCountMin

  /// The fewest tokens in which that many tools can surely be written.
  package static func minimumTokens(tools: Int) -> Int {
    Tokenizer.tokens(inBytes: frameBytesMax + tools * (toolBytesMin + 1))
  }

  /// A writer of specs about a prompt; equal prompts and streams give equal specs.
  package init(prompt: String, random: RandomStream) {
    vocabulary = Vocabulary(prompt: prompt, random: random.child("words"))
    self.random = random.child("spec")
  }

  /// A spec of exactly `tokens` tokens; without a number of tools, as many as suit its length.
  ///
  /// At least `minimumTokens(tools:)` are needed: asking for fewer is the caller's mistake.
  package mutating func text(tokens: Int, tools: Int? = nil) -> [UInt8] {
    let least = Self.minimumTokens(tools: tools ?? 1)
    precondition(
      tokens >= least, "\(tools ?? 1) tools need \(least) tokens, not \(tokens): ask for more")
    let toolCount = tools ?? fittingTools(tokens)
    let byteCount = tokens * Tokenizer.bytesPerToken
    var text = frame(isRoomy: byteCount > Self.frameBytesMax + toolCount * Self.toolBytesMin * 2)
    text.reserveCapacity(byteCount)
    // A comma stands between two tools, and two brackets close the spec.
    let room = byteCount - text.count - (toolCount - 1) - 2
    appendTools(of: shares(of: room, among: toolCount), to: &text)
    return text
  }

  /// A spec of so many tools, each of exactly so many bytes, or as many as the smallest needs.
  mutating func text(toolBytes: Int, tools: Int) -> [UInt8] {
    var text = frame(isRoomy: true)
    let size = max(toolBytes, Self.toolBytesMin)
    appendTools(of: Array(repeating: size, count: tools), to: &text)
    return text
  }

  private mutating func appendTools(of sizes: [Int], to text: inout [UInt8]) {
    for (index, size) in sizes.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      appendTool(index, byteCount: size, to: &text)
    }
    text.append(contentsOf: "]}".utf8)
  }

  /// A tool of a real spec takes a few hundred tokens.
  private mutating func fittingTools(_ tokens: Int) -> Int {
    let wanted = tokens / (250 + random.index(below: 350))
    let fitting = (1...FakeLLMLimits.tools).last { Self.minimumTokens(tools: $0) <= tokens }
    return max(1, min(wanted, fitting ?? 1))
  }

  /// Parts that add up to the whole, unequal, none below what a tool needs.
  private mutating func shares(of room: Int, among count: Int) -> [Int] {
    let weights = (0..<count).map { _ in 0.6 + random.unit() }
    let whole = weights.reduce(0, +)
    let spare = room - count * Self.toolBytesMin
    var sizes = weights.map { Self.toolBytesMin + Int(Double(spare) * $0 / whole) }
    sizes[count - 1] += room - sizes.reduce(0, +)
    return sizes
  }

  /// Everything up to the first tool.
  private mutating func frame(isRoomy: Bool) -> [UInt8] {
    let (first, second) = (vocabulary.word(), vocabulary.word())
    let description = vocabulary.phrase(byteCount: isRoomy ? 40 + random.index(below: 50) : 20)
    var text: [UInt8] = []
    text += "{\"name\":\"\(first.capitalizedASCII) \(second)\",".utf8
    text += "\"slug\":\"\(first)-\(second)\",\"description\":\"\(description)\",".utf8
    text += "\"tools\":[".utf8
    return text
  }

  // MARK: One tool

  /// Verbs make the names of a spec's tools differ.
  private static let verbs = ["get", "find", "list", "compare", "convert", "check"]

  private mutating func appendTool(_ index: Int, byteCount: Int, to text: inout [UInt8]) {
    let isRoomy = byteCount > Self.toolBytesMin * 2
    let name = "\(Self.verbs[index])_\(vocabulary.word())"
    let description = vocabulary.phrase(byteCount: isRoomy ? 30 + random.index(below: 60) : 16)
    let head = "{\"name\":\"\(name)\",\"description\":\"\(description)\",\"inputSchema\":"
    let tail = "\"}"
    let room = byteCount - head.utf8.count - tail.utf8.count
    let (schema, arguments) = schema(within: room, least: isRoomy ? 1 + random.index(below: 3) : 1)
    let body = ToolBody(
      byteCount: room - schema.count, arguments: arguments, &vocabulary, &random)
    text += head.utf8
    text += schema
    var code = body.code
    code.withUTF8 { JSONWriter.escape($0, into: &text) }
    text += tail.utf8
  }

  /// The schema and the key behind it, with properties until the code can fill the rest.
  private mutating func schema(
    within room: Int, least: Int
  ) -> (bytes: [UInt8], arguments: [String]) {
    var arguments: [String] = []
    var properties = ""
    repeat {
      let word = vocabulary.word()
      let name = arguments.contains(word) ? "\(word)_\(arguments.count)" : word
      let hint = arguments.isEmpty ? "The \(word)." : vocabulary.phrase(byteCount: 30)
      if !arguments.isEmpty { properties += "," }
      arguments.append(name)
      properties += "\"\(name)\":{\"type\":\"string\",\"description\":\"\(hint)\"}"
    } while arguments.count < least
      || room - properties.utf8.count > ToolBody.byteCountMax
    var schema = Array("{\"type\":\"object\",\"properties\":{\(properties)},".utf8)
    schema += "\"required\":[\"\(arguments[0])\"]},\"implementation\":\"".utf8
    return (schema, arguments)
  }
}

extension String {
  /// The text with its first ASCII letter in upper case.
  fileprivate var capitalizedASCII: String {
    prefix(1).uppercased() + dropFirst()
  }
}
