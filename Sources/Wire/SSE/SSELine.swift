/// One line of a stream, taken apart at its first colon.
struct SSELine {
  /// What a line is about; names are case-sensitive.
  enum Field {
    case comment
    case data
    case event
    case id
    case retry
    case unknown
  }

  let field: Field
  /// The bytes behind the colon and at most one space.
  let value: ByteView
  /// The offset of the value in the line.
  let valueStart: Int
  /// The length of the line without its end.
  let count: Int

  init(_ line: ByteView) {
    var nameEnd = 0
    while nameEnd < line.count, line[nameEnd] != ASCII.colon { nameEnd += 1 }
    var start = min(nameEnd + 1, line.count)
    if start < line.count, line[start] == ASCII.space { start += 1 }
    field = Self.field(named: line.part(0..<nameEnd))
    value = line.part(start..<line.count)
    valueStart = start
    count = line.count
  }

  /// The value as a number, if it is only digits and not beyond all measure.
  var number: Int? {
    guard !value.isEmpty, value.allSatisfy(ASCII.isDigit) else { return nil }
    return Int(value.text)
  }

  private static func field(named name: ByteView) -> Field {
    switch name.count {
    case 0: .comment
    case 2 where name.equals("id"): .id
    case 4 where name.equals("data"): .data
    case 5 where name.equals("event"): .event
    case 5 where name.equals("retry"): .retry
    default: .unknown
    }
  }
}
