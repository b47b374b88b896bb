import Wire
import World

/// Reads the events of a preview stream: text deltas, then one terminal event.
final class EventStreamReader {
  private static let usualDelta = JSONFrame(#"{"delta":""#, #""}"#)

  private var parser = SSEParser()
  private var lastToken: Instant?
  private var delta: [UInt8] = []
  /// How the stream said that it ended; nil while it has not.
  private(set) var outcome: Outcome?

  /// Takes in body bytes that arrived at `now`.
  func feed(_ view: ByteView, at now: Instant, into record: inout RequestRecord) throws {
    try parser.feed(view) { frame in try take(frame, at: now, &record) }
  }

  private func take(
    _ frame: SSEFrame, at now: Instant, _ record: inout RequestRecord
  ) throws {
    if outcome != nil { record.eventsAfterTerminal += 1 }
    if frame.typeIs("text") {
      try takeText(frame.data, at: now, &record)
    } else if frame.typeIs("spec") {
      record.terminalEvents += 1
      let answer = try JSONValue.parse(frame.data)
      record.isCached = answer["cached"]?.boolValue ?? false
      outcome = outcome ?? (answer["spec"]?.objectValue == nil ? .malformed : .spec)
    } else if frame.typeIs("error") {
      record.terminalEvents += 1
      let answer = try JSONValue.parse(frame.data)
      record.message = answer["message"]?.errorText ?? ""
      outcome = outcome ?? answer["error"]?.errorText.map(Outcome.init) ?? .malformed
    }
  }

  private func takeText(
    _ data: ByteView, at now: Instant, _ record: inout RequestRecord
  ) throws {
    delta.removeAll(keepingCapacity: true)
    if !Self.usualDelta.string(in: data, into: &delta) {
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
    delta.withUnsafeBufferPointer { record.text.add($0) }
    countTokens(at: now, &record)
  }

  /// A delta of several tokens counts as several gaps of equal length: figures are per token.
  private func countTokens(at now: Instant, _ record: inout RequestRecord) {
    let tokens = max(1, delta.count / BenchLimits.bytesPerToken)
    if let lastToken {
      record.gaps.record((now - lastToken).nanoseconds / Int64(tokens), count: tokens)
    } else {
      record.firstToken = now
    }
    lastToken = now
  }
}
