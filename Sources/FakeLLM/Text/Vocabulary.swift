import World

/// Words for plausible text: some from the prompt, some in stock, none that a code scanner bans.
struct Vocabulary {
  /// The longest word, in bytes; the smallest spec counts on it.
  static let wordBytesMax = 12

  private let promptWords: [String]
  private var random: RandomStream

  init(prompt: String, random: RandomStream) {
    promptWords = Self.words(of: prompt)
    self.random = random
  }

  /// The next word: lower-case ASCII letters, 3 to 12.
  mutating func word() -> String {
    if !promptWords.isEmpty, random.chance(0.5) {
      return promptWords[random.index(below: promptWords.count)]
    }
    return Self.stock[random.index(below: Self.stock.count)]
  }

  /// Words with spaces between them, of exactly that many bytes; the last word may be cut.
  mutating func phrase(byteCount: Int) -> String {
    var bytes = Array(word().utf8)
    while bytes.count < byteCount {
      bytes.append(UInt8(ascii: " "))
      bytes.append(contentsOf: word().utf8)
    }
    bytes.removeLast(bytes.count - byteCount)
    // A trailing space would look like an accident.
    if bytes.last == UInt8(ascii: " ") { bytes[bytes.count - 1] = UInt8(ascii: "s") }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: The prompt's words

  private static let promptBytesRead = 2000
  private static let promptWordsMax = 40

  private static func words(of prompt: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    for byte in prompt.utf8.prefix(promptBytesRead) + [0] {
      let letter = byte | 0x20
      if letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z"), byte < 0x80 {
        word.append(letter)
        continue
      }
      if isUsable(word) {
        let text = String(decoding: word, as: UTF8.self)
        if !words.contains(text) { words.append(text) }
      }
      if words.count == promptWordsMax { break }
      word.removeAll(keepingCapacity: true)
    }
    return words
  }

  private static func isUsable(_ word: [UInt8]) -> Bool {
    4...wordBytesMax ~= word.count && !avoided.contains { Self.contains(word, $0) }
  }

  /// On bytes, since a search in a `String` costs more than all else that a prompt costs.
  private static func contains(_ word: [UInt8], _ part: [UInt8]) -> Bool {
    guard word.count >= part.count else { return false }
    return (0...(word.count - part.count)).contains { word[$0...].starts(with: part) }
  }

  /// Parts of words that banned patterns need: code that escapes, and orders to a model.
  private static let avoided = [
    "eval", "func", "process", "child", "require", "construct", "load", "global", "proto", "exec",
    "spawn", "import", "kill", "timeout", "script", "module", "window", "ignore", "disregard",
    "forget", "previous", "instruct", "system", "prompt", "override", "jail", "bypass", "secret",
  ].map { Array($0.utf8) }

  private static let stock = [
    "result", "value", "record", "region", "summary", "report", "detail", "number", "filter",
    "entry", "source", "status", "history", "forecast", "metric", "average", "location", "item",
    "field", "range", "query", "period", "total", "label", "group", "order", "limit", "unit",
  ]
}
