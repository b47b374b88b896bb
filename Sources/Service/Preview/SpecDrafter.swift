import Wire
import World

/// The LLM layer: asks a tier's model for a spec, within the tier's budget and retries.
final class SpecDrafter: @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private let anthropic: AnthropicClient
  private let zhipu: ZhipuClient
  private let metrics: ServiceMetrics
  private let bugs: KnownBugs
  private let random: RandomStream
  private var draftCount = 0

  init(
    in world: World, _ anthropic: AnthropicClient, _ zhipu: ZhipuClient,
    _ metrics: ServiceMetrics, bugs: KnownBugs
  ) {
    self.metrics = metrics
    self.world = world
    self.anthropic = anthropic
    self.zhipu = zhipu
    self.bugs = bugs
    random = world.random.child("retries")
  }

  /// Begins a draft, whose attempts `spec` then makes.
  ///
  /// With `stream` the text comes as it is written; what is awaited is the end, as without.
  func begin(
    _ preview: AdmittedPreview, _ requestID: String, within budget: Budget,
    over upstream: Upstream, streaming stream: DraftStream?
  ) -> Draft {
    Draft(preview, requestID, budget, policy(preview.tier), over: upstream, stream)
  }

  /// Drafts a spec; throws a spec error, or a call stop when nobody waits for it any more.
  func spec(of draft: Draft) async throws -> DraftedSpec {
    while true {
      do {
        return try spec(from: try await attempt(draft), draft)
      } catch {
        try await draft.upstream.pause(for: try pause(after: error, draft))
      }
    }
  }

  private func attempt(_ draft: Draft) async throws -> ProviderAnswer {
    draft.beginAttempt()
    defer { draft.upstream.closeCall() }
    if draft.preview.tier.provider == .zhipu {
      return try await zhipu.complete(draft)
    }
    guard let stream = draft.stream else {
      return try await anthropic.complete(draft)
    }
    return try await anthropic.stream(draft, into: stream)
  }

  // What follows waits for nothing, and so stands outside of the functions that do.

  /// How long to wait before the next attempt; throws when there is none.
  @inline(never)
  private func pause(after error: any Error, _ draft: Draft) throws -> Duration {
    if error is CallStop { metrics.called(draft.tier.provider, .cancelled) }
    guard let failure = error as? ProviderFailure else { throw error }
    metrics.called(draft.tier.provider, ProviderResult(failure))
    // What clients have seen cannot be taken back, so nothing is repeated behind it.
    if draft.hasBeenSeen {
      world.mark(ServiceMark.failedBehindText)
      throw failure.error(after: draft.budget.limit)
    }
    switch draft.policy.decide(after: failure, within: draft.budget, at: world.now) {
    case .again(let wait):
      world.mark(ServiceMark.retried)
      return wait
    case .giveUp(let error):
      if failure.isRetryable { world.mark(ServiceMark.gaveUp) }
      throw error
    }
  }

  private func policy(_ tier: Tier) -> RetryPolicy {
    draftCount += 1
    return RetryPolicy(tier, random: random.child(draftCount))
  }

  @inline(never)
  private func spec(from answer: ProviderAnswer, _ draft: Draft) throws -> DraftedSpec {
    metrics.called(draft.tier.provider, .ok)
    let spec = try SpecDraft(draft, bugs: bugs).spec(from: answer)
    return DraftedSpec(
      json: spec.json.jsonString(pretty: false), model: draft.tier.model, usage: answer.usage)
  }
}
