/// Reads a head in one pass that is here in full and looks as nearly all do: each field has one
/// space behind its colon and none at its end, and all is ASCII without controls.
///
/// It only takes what the way by `HTTPHeadScan` and `HTTPHeadLines` would take too, with the same
/// result; of everything else it says nil, and that way knows what is wrong.
struct HTTPWholeHead {
  /// The first line without its end.
  let startLine: ByteView
  let fields: HTTPFields
  /// The bytes of the head with its last empty line.
  let byteCount: Int

  /// As many lines as are read in one pass: the list of more is not for the stack.
  private static let lineMax = 64

  /// Memory behind the fields for more of them.
  struct Room {
    let textBytes: Int
    let lines: Int

    static let none = Room(textBytes: 0, lines: 0)
    /// What a proxy adds to an answer, which then needs no other memory.
    static let proxy = Room(textBytes: 96, lines: 4)
  }

  init?(_ view: ByteView, _ limits: HTTPLimits, _ room: Room) {
    let startEnd = ByteSearch.notPrintable(in: view, from: 0)
    guard startEnd > 0, Self.isLineEnd(view, at: startEnd) else { return nil }
    let start = startEnd + 2
    let most = min(limits.fieldCount, Self.lineMax)
    let read = withUnsafeTemporaryAllocation(
      of: HTTPFieldMemory.Line.self, capacity: Self.lineMax
    ) { lines in
      Self.read(view, from: start, most: most, lines, room)
    }
    guard let read, read.end + 2 <= limits.headBytes else { return nil }
    startLine = view.part(0..<startEnd)
    fields = read.fields
    byteCount = read.end + 2
  }

  /// The fields, and where the empty line behind them begins.
  ///
  /// The list is filled from its end, as the memory of fields has it.
  private static func read(
    _ view: ByteView, from start: Int, most: Int,
    _ lines: UnsafeMutableBufferPointer<HTTPFieldMemory.Line>, _ room: Room
  ) -> (fields: HTTPFields, end: Int)? {
    var (offset, count, kinds) = (start, 0, UInt64(0))
    while offset < view.count, view[offset] != ASCII.carriageReturn {
      guard count < most, let line = line(in: view, at: offset, from: start) else { return nil }
      count += 1
      lines.initializeElement(at: lines.count - count, to: line)
      kinds |= HTTPFieldName.kind(of: line.mark)
      offset += line.count
    }
    guard isLineEnd(view, at: offset) else { return nil }
    if count == 0 { return (HTTPFields(), offset) }
    let memory = HTTPFieldMemory.make(
      textBytes: offset - start + room.textBytes, lines: count + room.lines)
    memory.take(
      view.part(start..<offset),
      UnsafeBufferPointer(rebasing: lines[(lines.count - count)...]),
      kinds: kinds)
    return (HTTPFields(memory), offset)
  }

  private static func line(
    in view: ByteView, at offset: Int, from start: Int
  ) -> HTTPFieldMemory.Line? {
    var colon = ByteSearch.notInPlainName(in: view, from: offset)
    while colon < view.count, HTTPCharacters.isToken(view[colon]) { colon &+= 1 }
    let value = colon &+ 2
    guard colon > offset, value < view.count, view[colon] == ASCII.colon,
      view[colon &+ 1] == ASCII.space
    else { return nil }
    let end = ByteSearch.notPrintable(in: view, from: value)
    guard isLineEnd(view, at: end), end > value, view[value] != ASCII.space,
      view[end &- 1] != ASCII.space
    else { return nil }
    // All fit into 32 bits, since the head is within its limit or will be refused.
    return HTTPFieldMemory.Line(
      start: UInt32(truncatingIfNeeded: offset &- start),
      nameCount: UInt32(truncatingIfNeeded: colon &- offset),
      valueCount: UInt32(truncatingIfNeeded: end &- value),
      mark: HTTPFieldName.mark(of: view.part(offset..<colon)))
  }

  private static func isLineEnd(_ view: ByteView, at offset: Int) -> Bool {
    offset + 1 < view.count && view[offset] == ASCII.carriageReturn
      && view[offset + 1] == ASCII.lineFeed
  }
}
