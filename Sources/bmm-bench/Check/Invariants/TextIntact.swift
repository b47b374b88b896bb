import FakeLLM
import Wire

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
      // Where a kept spec came from is known by its prompt, and by who saw the same one before.
      let known = record.isCached ? record.prompt.flatMap { drafts[$0] } : nil
      let models =
        known?.models(of: record.spec)
        ?? (record.isCached ? [] : evidence.calls(behind: record.id).map(\.model))
      // The provider names no model of a call that it refused.
      guard models.contains(where: { !$0.isEmpty }) else { continue }
      let wanted = evidence.scenario.service.tiers[record.plan].model
      result.check(
        models.contains(wanted),
        "\(record.id): plan \(record.plan.rawValue) has \(wanted), the spec is of "
          + "\(models.joined(separator: ", "))")
    }
  }

  /// What is known of the drafts of a prompt.
  private struct Drafts {
    /// The models that have drafted it.
    var models: [String] = []
    /// The specs that users saw, by model.
    var specs: [(model: String, spec: ByteFingerprint)] = []

    /// Which models a kept spec may be of: those whose spec it is, where one of each was seen.
    func models(of spec: ByteFingerprint?) -> [String] {
      guard models.allSatisfy({ model in specs.contains { $0.model == model } }) else {
        return models
      }
      let same = specs.filter { $0.spec == spec }.map(\.model)
      return same.isEmpty ? models : same
    }
  }

  private static func drafts(in evidence: Evidence) -> [PromptMark: Drafts] {
    var drafts: [PromptMark: Drafts] = [:]
    for record in evidence.records {
      guard let prompt = record.prompt else { continue }
      for call in evidence.calls(for: record.id) {
        var known = drafts[prompt] ?? Drafts()
        if !known.models.contains(call.model) { known.models.append(call.model) }
        if record.outcome == .spec, !record.isCached, let spec = record.spec {
          known.specs.append((call.model, spec))
        }
        drafts[prompt] = known
      }
    }
    return drafts
  }
}
