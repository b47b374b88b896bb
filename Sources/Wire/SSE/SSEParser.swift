/// Reads an event stream as the WHATWG HTML standard says (§9.2.6), wherever the bytes are split.
///
/// An event whose single data line lies in one view is handed out in place. Everything else goes
/// through buffers that keep their capacity, so nothing is allocated per event. At the end of the
/// stream an unfinished event is to be dropped: simply stop feeding.
package struct SSEParser: Sendable {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let limit: Int
  private var byteOrderMarkMatched = 0
  private var skipsLineFeed = false
  /// The beginning of a line that an earlier view left unfinished.
  private var line: [UInt8] = []
  /// The data lines so far, each with an LF behind it.
  private var data: [UInt8] = []
  /// The only data line so far, as its place in the view being fed.
  private var dataInView: Range<Int>?
  private var type: [UInt8] = []
  private var id: [UInt8]?

  /// The number of comment lines so far; services send them to keep a silent connection open.
  package private(set) var commentCount = 0
  /// What a client sends as Last-Event-ID when it connects again.
  package private(set) var lastEventID = ""
  /// The wait before connecting again, if the stream has set one.
  package private(set) var retryMilliseconds: Int?

  /// Makes a parser for one stream with a limit in bytes for a single event.
  package init(limit: Int = SSELimits.eventBytes) {
    precondition(limit > 0, "the limit must leave room for an event")
    self.limit = limit
  }

  /// Whether bytes are held back that the end of the stream would discard.
  package var hasPartialEvent: Bool {
    let isInComment = line.first == ASCII.colon
    return !line.isEmpty && !isInComment || !data.isEmpty || !type.isEmpty || id != nil
  }

  /// Hands out every event that ends in these bytes.
  ///
  /// Throws an ``SSEParsingError`` for an event beyond the limit, and whatever the closure throws.
  /// After an error the rest of the view is lost, so the stream is to be given up.
  package mutating func feed(
    _ view: ByteView, onFrame: (SSEFrame) throws -> Void
  ) throws {
    var offset = skipByteOrderMark(view)
    while let event = wholeEvent(in: view, from: offset) {
      try onFrame(SSEFrame(type: event.type, data: event.data))
      offset = event.end
    }
    while offset < view.count {
      let isSecondHalf = skipsLineFeed && view[offset] == ASCII.lineFeed
      skipsLineFeed = false
      if isSecondHalf {
        offset += 1
        continue
      }
      let end = ByteSearch.lineBreak(in: view, from: offset)
      try checkSize(with: line.count + end - offset)
      guard end < view.count else {
        line.append(contentsOf: view.part(offset..<end))
        break
      }
      skipsLineFeed = view[end] == ASCII.carriageReturn
      try endLine(view, offset..<end, onFrame)
      offset = end + 1
    }
    keepData(of: view)
  }

  /// A named event of one data line that lies whole in the view, as most do; else nil.
  ///
  /// It only takes what the way line by line would take too.
  private func wholeEvent(
    in view: ByteView, from offset: Int
  ) -> (type: ByteView, data: ByteView, end: Int)? {
    guard line.isEmpty, data.isEmpty, type.isEmpty, dataInView == nil, id == nil, !skipsLineFeed,
      offset < view.count, view.part(offset..<view.count).starts(with: "event: ")
    else { return nil }
    let typeEnd = ByteSearch.lineBreak(in: view, from: offset + 7)
    guard typeEnd > offset + 7, typeEnd < view.count else { return nil }
    guard view.part(typeEnd..<view.count).starts(with: "\ndata: ") else { return nil }
    let dataEnd = ByteSearch.lineBreak(in: view, from: typeEnd + 7)
    guard dataEnd + 1 < view.count, view[dataEnd] == ASCII.lineFeed,
      view[dataEnd + 1] == ASCII.lineFeed, dataEnd - offset <= limit
    else { return nil }
    return (
      view.part((offset + 7)..<typeEnd), view.part((typeEnd + 7)..<dataEnd), dataEnd + 2
    )
  }

  private mutating func endLine(
    _ view: ByteView, _ place: Range<Int>, _ onFrame: (SSEFrame) throws -> Void
  ) throws {
    if line.isEmpty && place.isEmpty { return try dispatch(view, onFrame) }
    if line.isEmpty { return take(SSELine(view.part(place)), from: view, at: place.lowerBound) }
    // The line is taken out while it is read, as reading it changes the parser.
    var whole: [UInt8] = []
    swap(&whole, &line)
    whole.append(contentsOf: view.part(place))
    whole.withUnsafeBufferPointer { take(SSELine($0), from: view, at: nil) }
    whole.removeAll(keepingCapacity: true)
    swap(&whole, &line)
  }

  /// Does what a line says; `start` is its place in the view, if it lies there.
  private mutating func take(_ line: SSELine, from view: ByteView, at start: Int?) {
    switch line.field {
    case .comment: commentCount += 1
    case .data: addData(line, from: view, at: start)
    case .event:
      if !type.isEmpty { type.removeAll(keepingCapacity: true) }
      type.append(contentsOf: line.value)
    case .id:
      if !line.value.contains(0) { id = Array(line.value) }
    case .retry:
      retryMilliseconds = line.number ?? retryMilliseconds
    case .unknown: break
    }
  }

  private mutating func addData(_ line: SSELine, from view: ByteView, at start: Int?) {
    if let start, dataInView == nil, data.isEmpty {
      dataInView = (start + line.valueStart)..<(start + line.count)
      return
    }
    keepData(of: view)
    data.append(contentsOf: line.value)
    data.append(ASCII.lineFeed)
  }

  /// Copies the data line that was only pointed at, before its view is gone.
  private mutating func keepData(of view: ByteView) {
    guard let place = dataInView else { return }
    data.append(contentsOf: view.part(place))
    data.append(ASCII.lineFeed)
    dataInView = nil
  }

  private mutating func dispatch(
    _ view: ByteView, _ onFrame: (SSEFrame) throws -> Void
  ) throws {
    if let id { lastEventID = String(decoding: id, as: UTF8.self) }
    id = nil
    defer {
      dataInView = nil
      if !data.isEmpty { data.removeAll(keepingCapacity: true) }
      if !type.isEmpty { type.removeAll(keepingCapacity: true) }
    }
    guard dataInView != nil || !data.isEmpty else { return }
    try type.withUnsafeBufferPointer { type in
      if let place = dataInView {
        return try onFrame(SSEFrame(type: type, data: view.part(place)))
      }
      try data.withUnsafeBufferPointer { data in
        try onFrame(SSEFrame(type: type, data: data.part(0..<(data.count - 1))))
      }
    }
  }

  private func checkSize(with lineBytes: Int) throws(SSEParsingError) {
    let held = dataInView.map { $0.count + 1 } ?? 0
    let byteCount = data.count + held + type.count + lineBytes
    if byteCount > limit { throw .eventTooLong(byteCount: byteCount, limit: limit) }
  }

  /// Steps over one byte order mark at the very start, which may come byte by byte.
  private mutating func skipByteOrderMark(_ view: ByteView) -> Int {
    // Asked first, as it is true for all views but the first.
    if byteOrderMarkMatched == 3 { return 0 }
    let mark = Self.byteOrderMark
    var offset = 0
    while byteOrderMarkMatched < mark.count, offset < view.count {
      guard view[offset] == mark[byteOrderMarkMatched] else {
        line.append(contentsOf: mark[..<byteOrderMarkMatched])
        byteOrderMarkMatched = mark.count
        break
      }
      byteOrderMarkMatched += 1
      offset += 1
    }
    return offset
  }
}
