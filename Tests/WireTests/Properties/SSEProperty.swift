import Wire

/// Event streams: the pieces do not matter, a plain reading agrees, and what is
/// written reads the same.
enum SSEProperty {
  private struct Reading: Equatable {
    var events: [SSEEvent] = []
    var lastID: [UInt8] = []
    var retry: Int?
    var comments = 0
    var hasPartialEvent = false
    var isTooLong = false
  }

  static func check(_ bytes: [UInt8]) throws {
    try Chunkings.requireSame(for: bytes) { try read($0, limit: 32) }
    let reading = try Chunkings.requireSame(for: bytes) {
      try read($0, limit: SSELimits.eventBytes)
    }
    let plain = PlainSSEReading.events(in: bytes)
    try PropertyFailure.unless(same(reading.events, plain), "\(reading.events), plainly \(plain)")
    try requireReadsBack(reading.events)
  }

  private static func requireReadsBack(_ events: [SSEEvent]) throws {
    var written: [UInt8] = []
    for event in events { SSEWriter.event(event.type, data: event.data, into: &written) }
    let read = try read([written[...]], limit: SSELimits.eventBytes)
    try PropertyFailure.unless(
      same(read.events, events) && !read.hasPartialEvent, "written: \(events), read: \(read)")
  }

  private static func read(_ pieces: [ArraySlice<UInt8>], limit: Int) throws -> Reading {
    var parser = SSEParser(limit: limit)
    var reading = Reading()
    do {
      for piece in pieces {
        try Array(piece).withUnsafeBufferPointer { view in
          try parser.feed(view) { reading.events.append($0.event) }
        }
      }
    } catch is SSEParsingError {
      // What a parser holds behind its error depends on the pieces, and nobody may ask for it.
      reading.isTooLong = true
      return reading
    }
    reading.lastID = Array(parser.lastEventID.utf8)
    reading.retry = parser.retryMilliseconds
    reading.comments = parser.commentCount
    reading.hasPartialEvent = parser.hasPartialEvent
    return reading
  }

  /// Byte by byte, as two spellings of one accented letter are equal to Swift.
  private static func same(_ left: [SSEEvent], _ right: [SSEEvent]) -> Bool {
    left.elementsEqual(right) {
      $0.type.utf8.elementsEqual($1.type.utf8) && $0.data.utf8.elementsEqual($1.data.utf8)
    }
  }
}
