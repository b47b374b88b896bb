import Wire
import World

/// Reads the events of a preview stream: text deltas, then one terminal event.
final class EventStreamReader {
  private static let usualDelta = JSONFrame(#"{"delta":""#, #""}"#)

  private let isLenient: Bool
  private let dispatchesComments: Bool
  private var parser = SSEParser()
  /// When the last event came, of whatever name.
  private(set) var lastEvent: Instant?
  private var lastToken: Instant?
  private var delta: [UInt8] = []
  private var search: TextSearch?
  /// Events so far, of whatever name.
  private(set) var count = 0
  /// How the stream said that it ended; nil while it has not.
  private(set) var outcome: Outcome?

  /// A reader as the page has it.
  init(_ client: ClientModel = ClientModel(), lookingFor text: String? = nil) {
    isLenient = client.parser == .lenient
    dispatchesComments = client.comments == .dispatched
    search = text.map(TextSearch.init)
  }

  /// What the stream has said of itself, for whoever connects again.
  func describe(to source: inout EventSourceState) {
    source.read(
      lastEventID: parser.lastEventID, retryMilliseconds: parser.retryMilliseconds)
  }

  /// Takes in body bytes that arrived at `now`.
  func feed(_ view: ByteView, at now: Instant, into record: inout RequestRecord) throws {
    let comments = parser.commentCount
    try parser.feed(view) { frame in try take(frame, at: now, &record) }
    if dispatchesComments, parser.commentCount > comments {
      // What such a parser hands on is an event without data.
      _ = try JSONValue.parse([])
    }
  }

  /// The body has ended well: a lenient parser takes what has no blank line behind it.
  func finish(at now: Instant, into record: inout RequestRecord) throws {
    guard isLenient, parser.hasPartialEvent else { return }
    // The end of its line, the blank line, and one more in case a CR has swallowed the first.
    try Array("\n\n\n".utf8).withUnsafeBufferPointer { view in
      try feed(view, at: now, into: &record)
    }
  }

  private func take(
    _ frame: SSEFrame, at now: Instant, _ record: inout RequestRecord
  ) throws {
    lastEvent = now
    count += 1
    if outcome != nil { record.eventsAfterTerminal += 1 }
    if frame.typeIs("text") {
      try takeText(frame.data, at: now, &record)
    } else if frame.typeIs("spec") {
      record.terminalEvents += 1
      let answer = try JSONAnswer(frame.data)
      record.isCached = answer.isCached
      record.spec = answer.spec
      record.banned = record.banned ?? BannedText.find(in: frame.data)
      outcome = outcome ?? (answer.spec == nil ? .malformed : .spec)
    } else if frame.typeIs("error") {
      record.terminalEvents += 1
      let answer = try Self.json(frame.data)
      record.error = String(frame.data.text.prefix(BenchLimits.errorBodyMax))
      record.message = answer["message"]?.errorText ?? ""
      outcome = outcome ?? answer["error"]?.errorText.map(Outcome.init) ?? .malformed
    }
  }

  /// The script gets text from its browser, whatever bytes came.
  private static func json(_ data: ByteView) throws -> JSONValue {
    try BrowserText.withUTF8(of: data) { try JSONValue.parse($0) }
  }

  private func takeText(
    _ data: ByteView, at now: Instant, _ record: inout RequestRecord
  ) throws {
    delta.removeAll(keepingCapacity: true)
    if !Self.usualDelta.string(in: data, into: &delta) {
      try BrowserText.withUTF8(of: data) { try scanDelta($0) }
    }
    delta.withUnsafeBufferPointer { record.text.add($0) }
    if search != nil, !record.hasSoughtText {
      search?.feed(delta)
      record.hasSoughtText = search?.isFound ?? false
    }
    countTokens(at: now, &record)
  }

  private func scanDelta(_ data: ByteView) throws {
    var scanner = JSONScanner(data)
    try scanner.beginObject()
    while let key = try scanner.nextKey() {
      if key == "delta" {
        try scanner.string(into: &delta)
      } else {
        try scanner.skipValue()
      }
    }
  }

  /// A delta of several tokens counts as several gaps of equal length: figures are per token.
  private func countTokens(at now: Instant, _ record: inout RequestRecord) {
    let tokens = max(1, delta.count / BenchLimits.bytesPerToken)
    record.tokens += tokens
    if let lastToken {
      record.gaps.record((now - lastToken).nanoseconds / Int64(tokens), count: tokens)
    } else {
      record.firstToken = now
    }
    lastToken = now
  }
}
