/// Takes apart one field line, given without its line end.
///
/// Values may hold bytes above ASCII (obs-text, RFC 9110 §5.5); what is not UTF-8 in them becomes
/// U+FFFD.
enum HTTPFieldLine {
  /// The field of a line that starts at an offset of the head, in place.
  static func field(
    _ line: ByteView, at offset: Int
  ) throws(HTTPParsingError) -> HTTPFieldView {
    if HTTPCharacters.isBlank(line[0]) { throw .foldedField(offset: offset) }
    var nameEnd = 0
    while nameEnd < line.count, HTTPCharacters.isToken(line[nameEnd]) { nameEnd += 1 }
    guard nameEnd > 0, nameEnd < line.count, line[nameEnd] == ASCII.colon else {
      throw noColon(in: line, behind: nameEnd, at: offset)
    }
    var valueStart = nameEnd + 1
    var valueEnd = line.count
    while valueStart < valueEnd, HTTPCharacters.isBlank(line[valueStart]) { valueStart += 1 }
    while valueEnd > valueStart, HTTPCharacters.isBlank(line[valueEnd - 1]) { valueEnd -= 1 }
    return HTTPFieldView(
      name: line.part(0..<nameEnd), value: line.part(valueStart..<valueEnd))
  }

  private static func noColon(
    in line: ByteView, behind nameEnd: Int, at offset: Int
  ) -> HTTPParsingError {
    var next = nameEnd
    while next < line.count, HTTPCharacters.isBlank(line[next]) { next += 1 }
    let isSpaced = nameEnd > 0 && next > nameEnd && next < line.count && line[next] == ASCII.colon
    return isSpaced
      ? .spaceBeforeColon(offset: offset + nameEnd) : .malformedField(offset: offset + nameEnd)
  }
}
