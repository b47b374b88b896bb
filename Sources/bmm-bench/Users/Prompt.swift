import Wire

/// What users ask for; `{n}` in it stands for the number of the request.
///
/// It is made JSON once: to look for the number in each request was two fifths of its cost.
struct Prompt: Sendable, Equatable {
  /// The text as it was written.
  let text: String
  /// The body of a request without its numbers: one stands between each two of these.
  private let pieces: [[UInt8]]
  private let byteCount: Int
  /// The mark of what stands before the first number.
  private let begun: PromptMark

  /// A prompt of a text.
  init(_ text: String) {
    self.text = text
    var pieces = text.split(separator: "{n}", omittingEmptySubsequences: false).map { piece in
      Array(JSONValue.string(String(piece)).jsonString(pretty: false).utf8.dropFirst().dropLast())
    }
    pieces[0].insert(contentsOf: #"{"prompt":""#.utf8, at: 0)
    pieces[pieces.count - 1].append(contentsOf: #""}"#.utf8)
    self.pieces = pieces
    byteCount = pieces.reduce(0) { $0 + $1.count }
    var begun = PromptMark()
    begun.add(pieces[0])
    self.begun = begun
  }

  /// The body of the request of a number.
  func body(number: Int) -> [UInt8] {
    guard pieces.count > 1 else { return pieces[0] }
    let digits = String(number)
    var body: [UInt8] = []
    body.reserveCapacity(byteCount + (pieces.count - 1) * digits.utf8.count)
    for (index, piece) in pieces.enumerated() {
      if index > 0 { body.append(contentsOf: digits.utf8) }
      body.append(contentsOf: piece)
    }
    return body
  }

  /// What tells the prompt of the request of a number from others.
  func mark(number: Int) -> PromptMark {
    var mark = begun
    for piece in pieces.dropFirst() {
      mark.add(String(number).utf8)
      mark.add(piece)
    }
    return mark
  }
}

extension Prompt: ExpressibleByStringLiteral {
  /// The prompt that stands in a literal.
  init(stringLiteral text: String) {
    self.init(text)
  }
}
