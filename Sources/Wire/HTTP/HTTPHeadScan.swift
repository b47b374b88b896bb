/// Finds the end of a head, looking at each byte once however slowly the bytes come.
///
/// Whatever makes a head hopeless is noticed at once: otherwise a client that ends its lines with
/// LF alone would wait for an answer until a timeout.
struct HTTPHeadScan {
  /// What may stand before the start line.
  enum Leading {
    /// One empty line is skipped, as some old clients send it after a body (RFC 9112 §2.2).
    case emptyLineAllowed
    case nothing
  }

  private var start = 0
  private var offset = 0
  private var lineStart = 0
  private var lineCount = 0

  /// Whether nothing was looked at yet.
  var isAtStart: Bool { offset == 0 && start == 0 }

  /// The place of the head with its last empty line, or nil until all of it has come.
  mutating func head(
    in view: ByteView, _ leading: Leading, _ limits: HTTPLimits
  ) throws(HTTPParsingError) -> Range<Int>? {
    precondition(view.count >= offset, "the buffer must keep the bytes of an unfinished head")
    var end = min(view.count, start + limits.headBytes)
    while offset < end {
      offset = ByteSearch.control(in: view, offset..<end)
      guard offset < end else { break }
      let byte = view[offset]
      if HTTPCharacters.isControl(byte) {
        guard try lineEnds(byte, in: view, before: end) else { break }
        if try headEnds(leading, limits) { return start..<offset }
        // An empty line before the start line has just moved the start.
        end = min(view.count, start + limits.headBytes)
      } else {
        offset += 1
      }
    }
    if view.count - start >= limits.headBytes { throw tooLong(view.count - start, leading, limits) }
    return nil
  }

  /// Steps over a line end; false while its second half has not come.
  private mutating func lineEnds(
    _ byte: UInt8, in view: ByteView, before end: Int
  ) throws(HTTPParsingError) -> Bool {
    if byte == ASCII.lineFeed { throw .bareLineBreak(offset: offset - start) }
    guard byte == ASCII.carriageReturn else {
      throw .controlCharacter(byte: byte, offset: offset - start)
    }
    guard offset + 1 < end else { return false }
    guard view[offset + 1] == ASCII.lineFeed else {
      throw .bareLineBreak(offset: offset - start)
    }
    offset += 2
    return true
  }

  /// Counts the line that ends here; true when it was the empty one behind the fields.
  private mutating func headEnds(
    _ leading: Leading, _ limits: HTTPLimits
  ) throws(HTTPParsingError) -> Bool {
    let isEmpty = offset - lineStart == 2
    lineStart = offset
    if isEmpty && lineCount == 0 {
      guard leading == .emptyLineAllowed && start == 0 else {
        throw leading == .nothing
          ? .malformedStatusLine(offset: 0) : .malformedRequestLine(offset: 0)
      }
      start = offset
      return false
    }
    if isEmpty { return true }
    lineCount += 1
    // The first line is the start line.
    if lineCount - 1 > limits.fieldCount { throw .tooManyFields(limit: limits.fieldCount) }
    return false
  }

  private func tooLong(
    _ byteCount: Int, _ leading: Leading, _ limits: HTTPLimits
  ) -> HTTPParsingError {
    // A request line that fills the whole limit can only have a long target.
    leading == .emptyLineAllowed && lineCount == 0
      ? .targetTooLong(byteCount: byteCount, limit: limits.targetBytes)
      : .headTooLong(byteCount: byteCount, limit: limits.headBytes)
  }
}
