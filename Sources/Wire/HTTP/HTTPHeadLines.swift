/// Walks through the lines of a complete head, whose line ends the scan has checked.
struct HTTPHeadLines {
  private let head: ByteView
  private var offset = 0

  init(_ head: ByteView) {
    self.head = head
  }

  /// The first line; to be taken before the fields.
  mutating func startLine() -> ByteView { next() }

  /// All lines up to the empty one, as fields.
  mutating func fields() throws(HTTPParsingError) -> HTTPFields {
    var fields = HTTPFields(.make(textBytes: head.count, lines: Self.usualLines))
    while true {
      let start = offset
      let line = next()
      if line.isEmpty { return fields }
      let field = try HTTPFieldLine.field(line, at: start)
      if ByteSearch.notASCII(in: field.value, from: 0) == field.value.count {
        // The scan let no control through, and the name is a token.
        fields.append(field, isSendable: true)
      } else {
        // As a text, in which what is not UTF-8 has been replaced.
        fields.append(field.field)
      }
    }
  }

  /// More lines than most heads have.
  private static let usualLines = 16

  private mutating func next() -> ByteView {
    let end = ByteSearch.lineBreak(in: head, from: offset)
    precondition(end + 1 < head.count, "the scan found the end of each line")
    defer { offset = end + 2 }
    return head.part(offset..<end)
  }
}
