import Testing
import Wire

@Suite struct SSEParserTests {
  /// A stream and what the standard makes of it.
  struct Vector: Sendable, CustomTestStringConvertible {
    let rule: String
    let bytes: [UInt8]
    let events: [SSEEvent]
    var lastID = ""
    var retry: Int?
    var comments = 0

    init(
      _ rule: String, _ text: String, _ events: [SSEEvent], lastID: String = "",
      retry: Int? = nil, comments: Int = 0
    ) {
      self.init(
        rule, bytes: Array(text.utf8), events, lastID: lastID, retry: retry, comments: comments)
    }

    init(
      _ rule: String, bytes: [UInt8], _ events: [SSEEvent], lastID: String = "",
      retry: Int? = nil, comments: Int = 0
    ) {
      self.rule = rule
      self.bytes = bytes
      self.events = events
      self.lastID = lastID
      self.retry = retry
      self.comments = comments
    }

    var testDescription: String { rule }
  }

  /// What a parser made of a stream.
  struct Outcome: Equatable {
    var events: [SSEEvent] = []
    var lastID = ""
    var retry: Int?
    var comments = 0
    var hasPartialEvent = false
  }

  static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  static let vectors: [Vector] = [
    Vector("one line of data", "data: a\n\n", [SSEEvent(data: "a")]),
    Vector("CR LF ends a line", "data: a\r\n\r\n", [SSEEvent(data: "a")]),
    Vector("CR ends a line", "data: a\r\r", [SSEEvent(data: "a")]),
    Vector(
      "line ends mix", "data: a\r\ndata: b\rdata: c\n\r\ndata: d\n\rdata: e\r\n\n",
      [SSEEvent(data: "a\nb\nc"), SSEEvent(data: "d"), SSEEvent(data: "e")]),
    Vector("LF CR are two ends", "data: a\n\rdata: b\n\n", [.init(data: "a"), .init(data: "b")]),
    Vector(
      "a leading byte order mark is dropped", bytes: mark + Array("data: a\n\n".utf8),
      [SSEEvent(data: "a")]),
    Vector(
      "a second byte order mark makes the name unknown",
      bytes: mark + mark + Array("data: a\n\ndata: b\n\n".utf8), [SSEEvent(data: "b")]),
    Vector(
      "a later byte order mark is data", bytes: Array("data: ".utf8) + mark + Array("a\n\n".utf8),
      [SSEEvent(data: "\u{FEFF}a")]),
    Vector(
      "half a byte order mark is part of the first line",
      bytes: [0xEF, 0xBB] + Array("data: a\n\ndata: b\n\n".utf8), [SSEEvent(data: "b")]),
    Vector(
      "bytes that are not UTF-8 become U+FFFD",
      bytes: Array("data: a".utf8) + [0xFF, 0xE2, 0x82] + Array("b\n\n".utf8),
      [SSEEvent(data: "a\u{FFFD}\u{FFFD}b")]),
    Vector("characters may be split", "data: é€😀\n\n", [SSEEvent(data: "é€😀")]),
    Vector("a comment says nothing", ": ping\n\n:\n:x: y\n", [], comments: 3),
    Vector(
      "a comment inside an event is skipped", "data: a\n: ping\ndata: b\n\n",
      [SSEEvent(data: "a\nb")], comments: 1),
    Vector("a line without colon is a name", "data\n\n", [SSEEvent(data: "")]),
    Vector("two empty data lines give one LF", "data\ndata\n\n", [SSEEvent(data: "\n")]),
    Vector("data without value fires", "data:\n\n", [SSEEvent(data: "")]),
    Vector("one space is removed", "data:  a\n\n", [SSEEvent(data: " a")]),
    Vector("no space need be there", "data:a\n\n", [SSEEvent(data: "a")]),
    Vector("a tab is no space", "data:\ta\n\n", [SSEEvent(data: "\ta")]),
    Vector("a space alone is removed", "data: \n\n", [SSEEvent(data: "")]),
    Vector("later colons belong to the value", "data: a: b\n\n", [SSEEvent(data: "a: b")]),
    Vector(
      "data lines are joined", "data: {\ndata: \"a\": 1\ndata: }\n\n",
      [SSEEvent(data: "{\n\"a\": 1\n}")]),
    Vector("the last empty line counts", "data: a\ndata:\n\n", [SSEEvent(data: "a\n")]),
    Vector("event names the type", "event: x\ndata: a\n\n", [SSEEvent(type: "x", data: "a")]),
    Vector("the type may follow", "data: a\nevent: x\n\n", [SSEEvent(type: "x", data: "a")]),
    Vector("the last type wins", "event: x\nevent: y\ndata\n\n", [.init(type: "y", data: "")]),
    Vector("an empty type is message", "event: x\nevent:\ndata\n\n", [SSEEvent(data: "")]),
    Vector(
      "a type does not last", "event: x\ndata: a\n\ndata: b\n\n",
      [SSEEvent(type: "x", data: "a"), SSEEvent(data: "b")]),
    Vector(
      "a type without data fires nothing and is forgotten", "event: x\n\ndata: a\n\n",
      [SSEEvent(data: "a")]),
    Vector(
      "an id lasts", "id: 1\ndata: a\n\ndata: b\n\n", [.init(data: "a"), .init(data: "b")],
      lastID: "1"),
    Vector("an id counts without data", "id: 7\n\n", [], lastID: "7"),
    Vector("an empty id resets", "id: 7\n\nid\n\n", [], lastID: ""),
    Vector("an id with NUL is ignored", "id: 7\n\nid: a\0b\n\n", [], lastID: "7"),
    Vector("an id needs its blank line", "id: 7\n\nid: 8\n", [], lastID: "7"),
    Vector("retry takes digits", "retry: 1500\n", [], retry: 1500),
    Vector(
      "retry ignores anything else",
      "retry: 7\nretry: 1s\nretry: -1\nretry: 1.5\n", [], retry: 7),
    Vector("retry ignores nothing and too much", "retry\nretry: 99999999999999999999\n", []),
    Vector(
      "unknown names are ignored",
      "foo: bar\ndatas: x\ndat: y\ndata: a\n\n", [.init(data: "a")]),
    Vector(
      "names are case-sensitive",
      "Data: a\n\nDATA: b\n\nEvent: x\ndata: c\n\n", [.init(data: "c")]),
    Vector("a space before a name makes it unknown", " data: a\n\ndata: b\n\n", [.init(data: "b")]),
    Vector("a space before a colon makes it unknown", "data : a\n\n", []),
    Vector("blank lines alone fire nothing", "\n\n\r\n\r\r\ndata: a\n\n\n\n", [.init(data: "a")]),
    Vector(
      "an event without its blank line is dropped",
      "data: a\n\ndata: b\n", [.init(data: "a")]),
    Vector("an event without its line end is dropped", "data: a\n\ndata: b", [.init(data: "a")]),
    Vector(
      "U+2028, U+2029 and U+0085 end no line",
      "data: a\u{2028}b\u{2029}c\u{85}d\n\n", [.init(data: "a\u{2028}b\u{2029}c\u{85}d")]),
    Vector("NUL is data", "data: a\0b\n\n", [.init(data: "a\0b")]),
  ]

  private func parse(_ pieces: [ArraySlice<UInt8>]) throws -> Outcome {
    var parser = SSEParser()
    var outcome = Outcome()
    for piece in pieces {
      // A fresh copy each time, so that a pointer kept too long would show.
      try Array(piece).withUnsafeBufferPointer { view in
        try parser.feed(view) { outcome.events.append($0.event) }
      }
    }
    outcome.lastID = parser.lastEventID
    outcome.retry = parser.retryMilliseconds
    outcome.comments = parser.commentCount
    outcome.hasPartialEvent = parser.hasPartialEvent
    return outcome
  }

  @Test(arguments: vectors)
  func `the rules of the standard`(vector: Vector) throws {
    let outcome = try parse([vector.bytes[...]])

    #expect(outcome.events == vector.events)
    #expect(outcome.lastID == vector.lastID)
    #expect(outcome.retry == vector.retry)
    #expect(outcome.comments == vector.comments)
  }

  @Test(arguments: vectors)
  func `every pair of splits gives the same`(vector: Vector) throws {
    let bytes = vector.bytes
    let whole = try parse([bytes[...]])

    for first in 0...bytes.count {
      for second in first...bytes.count {
        let outcome = try parse([bytes[..<first], bytes[first..<second], bytes[second...]])
        #expect(outcome == whole, "split at \(first) and \(second)")
      }
    }
  }

  @Test(arguments: vectors)
  func `byte by byte gives the same`(vector: Vector) throws {
    let pieces = vector.bytes.indices.map { vector.bytes[$0...$0] }

    #expect(try parse(pieces) == parse([vector.bytes[...]]))
  }

  @Test(
    arguments: [
      ("", false),
      ("data: a\n\n", false),
      ("data: a\n", true),
      ("data:\n", true),
      ("d", true),
      ("event: x\n", true),
      ("id: 1\n", true),
      ("retry: 1\n", false),  // It has already taken effect.
      (": ping\n", false),
      (": pi", false),  // Half a comment is no event.
      ("data: a\n: pi", true),
    ] as [(String, Bool)])
  func `what the end of the stream would discard is known`(text: String, expected: Bool) throws {
    #expect(try parse([Array(text.utf8)[...]]).hasPartialEvent == expected)
  }

  @Test(arguments: [1, 3, 100])
  func `an event may fill the limit, but not exceed it`(pieceLength: Int) throws {
    // The event counts its data lines with their line feeds, its type, and the line being read.
    let limit = "data: aaaa".utf8.count + "bbbb\n".utf8.count + "x".utf8.count
    let fits = Array("event: x\ndata: bbbb\ndata: aaaa\n\n".utf8)
    let exceeds = Array("event: x\ndata: bbbb\ndata: aaaaa\n\n".utf8)
    func feed(_ bytes: [UInt8]) throws -> Int {
      var parser = SSEParser(limit: limit)
      var eventCount = 0
      for start in stride(from: 0, to: bytes.count, by: pieceLength) {
        let piece = Array(bytes[start..<min(start + pieceLength, bytes.count)])
        try piece.withUnsafeBufferPointer { try parser.feed($0) { _ in eventCount += 1 } }
      }
      return eventCount
    }

    #expect(try feed(fits) == 1)
    #expect(try feed(fits + fits + fits) == 3, "the count starts again with each event")
    #expect(throws: SSEParsingError.eventTooLong(byteCount: limit + 1, limit: limit)) {
      try feed(exceeds)
    }
  }

  @Test func `a line that never ends is refused at the limit`() throws {
    var parser = SSEParser(limit: 10)
    let piece = Array("data: ".utf8)

    try piece.withUnsafeBufferPointer { try parser.feed($0) { _ in } }
    #expect(throws: SSEParsingError.eventTooLong(byteCount: 12, limit: 10)) {
      try piece.withUnsafeBufferPointer { try parser.feed($0) { _ in } }
    }
  }

  @Test func `an error of the receiver comes through`() {
    struct Refused: Error {}
    var parser = SSEParser()

    #expect(throws: Refused.self) {
      try Array("data: a\n\n".utf8).withUnsafeBufferPointer { view in
        try parser.feed(view) { _ in throw Refused() }
      }
    }
  }

  @Test(arguments: 0..<300)
  func `random streams agree with a slow and plain reading`(seed: Int) throws {
    var random = TinyRandom(seed: seed)
    let words = [
      "data", "data:", "data: a", "data: longer text", "event: x", "id: 1", "id", ":", "retry: 5",
      "\n", "\r", "\r\n", "\n\n", "é", "x",
    ]
    let bytes = (0..<40).flatMap { _ in Array(random.pick(words).utf8) }
    var pieces: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      pieces.append(rest.prefix(1 + random.below(12)))
      rest = rest.dropFirst(pieces[pieces.count - 1].count)
    }

    #expect(try parse(pieces).events == PlainSSEReading.events(in: bytes))
  }
}
