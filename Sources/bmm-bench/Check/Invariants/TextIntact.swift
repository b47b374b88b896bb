import FakeLLM

/// 2: the text deltas of a stream, joined, are byte for byte what the model sent.
enum TextIntact: Invariant {
  static let name = InvariantName.textIntact

  static func check(_ evidence: Evidence) -> InvariantResult {
    var result = InvariantResult(name)
    for record in evidence.records where record.isEventStream && record.outcome == .spec {
      // A retried request has several texts and a cached one has none: nothing to compare with.
      let calls = evidence.calls(behind: record.id)
      guard calls.count == 1, let call = calls.first, !record.isCached else { continue }
      // Which bytes of a cassette are text is not known.
      guard let text = call.text else { continue }
      result.check(
        record.text == text,
        "\(record.id): \(record.text.byteCount) bytes of text arrived, "
          + "\(text.byteCount) were sent")
    }
    return result
  }
}
