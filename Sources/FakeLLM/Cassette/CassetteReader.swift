import Wire

/// Reads a cassette from JSON Lines: a head, the pieces of the body, an end.
///
/// Strict: a key that would be ignored, a line that is missing or a time that runs backwards is an
/// error, since a cassette that plays something else than was recorded is worse than none.
package struct CassetteReader {
  /// The version of the format, in the first line of every cassette.
  static let version = 1

  private var head: CassetteHead?
  private var pieces: [Cassette.Piece] = []
  private var end: (ending: Cassette.Ending, after: Duration)?

  private init() {}

  /// The cassette that a file's bytes stand for.
  package static func read(_ bytes: [UInt8]) throws(CassetteError) -> Cassette {
    guard bytes.count <= FakeLLMLimits.cassetteBytes else {
      throw CassetteError(
        line: 1,
        message: "the file has \(bytes.count) bytes; allowed: \(FakeLLMLimits.cassetteBytes)")
    }
    var reader = CassetteReader()
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // The last line ends as the others do.
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      try reader.take(CassetteLine(Array(line), number: index + 1))
    }
    return try reader.cassette(lineCount: lines.count)
  }

  private mutating func take(_ line: CassetteLine) throws(CassetteError) {
    guard head != nil else { return head = try CassetteHead(line) }
    guard end == nil else { throw line.error("stands behind the end") }
    if line.has("end") {
      end = (try line.ending(), try after(line))
      try line.allowOnly(["ms", "end"])
    } else {
      try takePiece(line)
    }
  }

  private mutating func takePiece(_ line: CassetteLine) throws(CassetteError) {
    let piece = Cassette.Piece(after: try after(line), bytes: try line.bytes())
    try line.allowOnly(["ms", "text", "base64"])
    pieces.append(piece)
  }

  private func after(_ line: CassetteLine) throws(CassetteError) -> Duration {
    let after = try line.milliseconds("ms")
    if let before = pieces.last?.after, after < before {
      throw line.error("\"ms\" is lower than in the line before: time does not run backwards")
    }
    return after
  }

  private func cassette(lineCount: Int) throws(CassetteError) -> Cassette {
    guard let head else {
      throw CassetteError(line: 1, message: "the file is empty: it needs a head and an end")
    }
    guard let end else {
      throw CassetteError(
        line: lineCount,
        message: "no end follows: the last line must be {\"ms\": …, \"end\": \"complete\"}")
    }
    return Cassette(
      vendor: head.vendor, request: head.request, outputTokens: head.outputTokens,
      status: head.status, fields: head.fields, pieces: pieces, ending: end.ending,
      endedAfter: end.after)
  }
}
