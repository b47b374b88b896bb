/// Takes apart the first line of a head, given without its line end.
enum HTTPStartLine {
  /// Method, target and version of a request line.
  static func request(
    _ line: ByteView, _ limits: HTTPLimits
  ) throws(HTTPParsingError) -> HTTPRequestLine {
    let methodEnd = end(of: HTTPCharacters.isToken, in: line, from: 0)
    guard methodEnd > 0, isSpace(line, methodEnd) else {
      throw .malformedRequestLine(offset: methodEnd)
    }
    let targetStart = methodEnd + 1
    let targetEnd = end(of: HTTPCharacters.isVisible, in: line, from: targetStart)
    if targetEnd - targetStart > limits.targetBytes {
      throw .targetTooLong(byteCount: targetEnd - targetStart, limit: limits.targetBytes)
    }
    guard targetEnd > targetStart, isSpace(line, targetEnd) else {
      throw .malformedRequestLine(offset: targetEnd)
    }
    let versionStart = targetEnd + 1
    let version = try version(line.part(versionStart..<line.count), at: versionStart)
    guard let version else { throw .malformedRequestLine(offset: versionStart) }
    let method = line.part(0..<methodEnd).text
    let target = line.part(targetStart..<targetEnd).text
    guard let form = HTTPTarget(target, method: method) else {
      throw .malformedTarget(offset: targetStart)
    }
    return HTTPRequestLine(method: method, target: target, form: form, version: version)
  }

  /// Version, status and reason of a status line; the reason may be missing with its space.
  static func response(
    _ line: ByteView
  ) throws(HTTPParsingError) -> (version: HTTPVersion, status: Int, reason: String) {
    let versionLength = 8
    guard line.count >= versionLength + 4, isSpace(line, versionLength) else {
      throw .malformedStatusLine(offset: min(line.count, versionLength))
    }
    guard let version = try version(line.part(0..<versionLength), at: 0) else {
      throw .malformedStatusLine(offset: 0)
    }
    var status = 0
    for offset in (versionLength + 1)..<(versionLength + 4) {
      guard ASCII.isDigit(line[offset]) else { throw .malformedStatusLine(offset: offset) }
      status = status * 10 + Int(line[offset] - ASCII.zero)
    }
    guard (100...599).contains(status) else {
      throw .malformedStatusLine(offset: versionLength + 1)
    }
    let statusEnd = versionLength + 4
    guard line.count > statusEnd else { return (version, status, "") }
    guard isSpace(line, statusEnd) else { throw .malformedStatusLine(offset: statusEnd) }
    return (version, status, line.part((statusEnd + 1)..<line.count).text)
  }

  /// The version, or nil when the bytes are no version at all.
  private static func version(
    _ bytes: ByteView, at offset: Int
  ) throws(HTTPParsingError) -> HTTPVersion? {
    if bytes.equals("HTTP/1.1") { return .http11 }
    if bytes.equals("HTTP/1.0") { return .http10 }
    guard bytes.count == 8, bytes.part(0..<5).equals("HTTP/"), ASCII.isDigit(bytes[5]),
      bytes[6] == UInt8(ascii: "."), ASCII.isDigit(bytes[7])
    else { return nil }
    throw .unsupportedVersion(offset: offset)
  }

  private static func end(
    of belongs: (UInt8) -> Bool, in line: ByteView, from start: Int
  ) -> Int {
    var offset = start
    while offset < line.count, belongs(line[offset]) { offset += 1 }
    return offset
  }

  private static func isSpace(_ line: ByteView, _ offset: Int) -> Bool {
    offset < line.count && line[offset] == ASCII.space
  }
}
