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
    // More than most heads have.
    var fields = HTTPFields(reserving: 16)
    while true {
      let start = offset
      let line = next()
      if line.isEmpty { return fields }
      fields.append(try HTTPFieldLine.field(line, at: start))
    }
  }

  private mutating func next() -> ByteView {
    let end = ByteSearch.lineBreak(in: head, from: offset)
    precondition(end + 1 < head.count, "the scan found the end of each line")
    defer { offset = end + 2 }
    return head.part(offset..<end)
  }
}
