import FakeLLM

/// 2: the text deltas of a stream, joined, are byte for byte what the model sent, and a spec is of
/// the model that its user's plan has, also where it was kept or shared.
enum TextIntact: Invariant {
  static let name = InvariantName.textIntact

  static func check(_ evidence: Evidence) -> InvariantResult {
    var result = InvariantResult(name)
    checkModels(evidence, &result)
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

  private static func checkModels(_ evidence: Evidence, _ result: inout InvariantResult) {
    let drafts = drafts(in: evidence)
    for record in evidence.records where record.outcome == .spec {
      let wanted = evidence.scenario.service.tiers[record.plan].model
      if let named = record.keptModel {
        result.check(
          named == wanted,
          "\(record.id): plan \(record.plan.rawValue) has \(wanted), the kept spec names \(named)")
      }
      // Whether it tells the truth is known by the prompt alone.
      let models =
        record.isCached
        ? record.prompt.flatMap { drafts[$0] } ?? []
        : evidence.calls(behind: record.id).map(\.model)
      // The provider names no model of a call that it refused.
      guard models.contains(where: { !$0.isEmpty }) else { continue }
      result.check(
        models.contains(wanted),
        "\(record.id): plan \(record.plan.rawValue) has \(wanted), the spec is of "
          + "\(models.joined(separator: ", "))")
    }
  }

  /// Which models have drafted which prompt.
  private static func drafts(in evidence: Evidence) -> [PromptMark: [String]] {
    var drafts: [PromptMark: [String]] = [:]
    for record in evidence.records {
      guard let prompt = record.prompt else { continue }
      for call in evidence.calls(for: record.id)
      where !(drafts[prompt] ?? []).contains(call.model) {
        drafts[prompt, default: []].append(call.model)
      }
    }
    return drafts
  }
}
