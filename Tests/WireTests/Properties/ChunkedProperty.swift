import Wire

/// Chunked bodies: the pieces do not matter, a plain reading agrees, and what is
/// written reads the same.
enum ChunkedProperty {
  private static let small = HTTPLimits(bodyBytes: 64, trailerBytes: 24, chunkLineBytes: 12)
  private static let large = HTTPLimits(
    bodyBytes: .max, trailerBytes: .max, chunkLineBytes: .max)

  private struct Reading: Equatable {
    var payload: [UInt8] = []
    var failure: HTTPParsingError?
    /// Nil while the body has not ended.
    var rest: [UInt8]?
  }

  static func check(_ bytes: [UInt8]) throws {
    try Chunkings.requireSame(for: bytes) { try read($0, small) }
    let reading = try Chunkings.requireSame(for: bytes) { try read($0, large) }
    let plain = PlainChunkReading(bytes)
    try PropertyFailure.unless(
      plain == nil ? reading.rest == nil : reading.rest?.count == plain?.restCount,
      "\(reading), plainly \(String(describing: plain))")
    if let plain {
      try PropertyFailure.unless(
        reading.payload == plain.payload, "\(reading.payload), plainly \(plain.payload)")
    }
    try requireReadsBack(bytes)
  }

  /// Takes the input for a payload.
  private static func requireReadsBack(_ payload: [UInt8]) throws {
    var random = TinyRandom(seed: payload.count)
    var written: [UInt8] = []
    for piece in Chunkings.pieces(of: payload, lengthMax: 40, &random) {
      HTTPChunk.write(Array(piece), into: &written)
    }
    written += HTTPChunk.end
    let reading = try read([written[...]], large)
    try PropertyFailure.unless(
      reading == Reading(payload: payload, rest: []), "\(payload) was read as \(reading)")
  }

  private static func read(
    _ pieces: [ArraySlice<UInt8>], _ limits: HTTPLimits
  ) throws -> Reading {
    var decoder = HTTPBodyDecoder(.chunked, limits: limits)
    var buffer: [UInt8] = []
    var reading = Reading()
    for piece in pieces {
      buffer += piece
      do {
        while reading.rest == nil, try step(&decoder, &buffer, &reading) {}
      } catch let failure as HTTPParsingError {
        reading.failure = failure
        return reading
      }
    }
    if reading.rest != nil { reading.rest = buffer }
    return reading
  }

  /// False when more bytes must come.
  private static func step(
    _ decoder: inout HTTPBodyDecoder, _ buffer: inout [UInt8], _ reading: inout Reading
  ) throws -> Bool {
    switch try buffer.withUnsafeBufferPointer({ try decoder.next(in: $0) }) {
    case .payload(let range, let consumed):
      try PropertyFailure.unless(!range.isEmpty, "an empty payload")
      reading.payload += buffer[range]
      buffer.removeFirst(consumed)
      return true
    case .needMore(let count):
      try PropertyFailure.unless(count == buffer.count, "framing is not taken at once")
      buffer.removeAll()
      return false
    case .end(let count):
      buffer.removeFirst(count)
      reading.rest = buffer
      return false
    }
  }
}
