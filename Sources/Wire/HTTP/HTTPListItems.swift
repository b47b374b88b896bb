/// The items of a comma-separated list (RFC 9110 §5.6.1), without the space around them.
struct HTTPListItems: Sequence, IteratorProtocol {
  private let list: ByteView
  private var offset = 0

  init(_ list: ByteView) {
    self.list = list
  }

  /// The next item, which may be empty, or nil behind the last.
  mutating func next() -> ByteView? {
    guard offset <= list.count else { return nil }
    var start = offset
    var end = ByteSearch.byte(ASCII.comma, in: list, from: start)
    offset = end + 1
    while start < end, HTTPCharacters.isBlank(list[start]) { start += 1 }
    while end > start, HTTPCharacters.isBlank(list[end - 1]) { end -= 1 }
    return list.part(start..<end)
  }
}
