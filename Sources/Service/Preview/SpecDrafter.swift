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

  /// Drafts a spec; throws a spec error, or a call stop when nobody waits for it any more.
  ///
  /// With `stream` the text comes as it is written; what it awaits is the end, as without.
  func draft(
    _ preview: AdmittedPreview, _ requestID: String, within budget: Budget,
    over upstream: Upstream, streaming stream: DraftStream?
  ) async throws -> DraftedSpec {
    let request = DraftRequest(
      model: preview.tier.model, maxTokens: preview.tier.maxTokens, prompt: preview.prompt,
      requestID: requestID)
    var policy = policy(preview.tier, budget)
    while true {
      do {
        let answer = try await attempt(
          request, preview.tier.provider, over: upstream,
          by: budget.end(ofAttemptFrom: world.now), stream)
        metrics.called(preview.tier.provider, .ok)
        return try spec(from: answer, preview.tier)
      } catch let stop as CallStop {
        metrics.called(preview.tier.provider, .cancelled)
        throw stop
      } catch let failure as ProviderFailure {
        metrics.called(preview.tier.provider, ProviderResult(failure))
        // What clients have seen cannot be taken back, so nothing is repeated behind it.
        if let stream, !stream.text.isEmpty { throw failure.error(after: budget.limit) }
        switch policy.decide(after: failure, at: world.now) {
        case .again(let wait): try await upstream.pause(for: wait)
        case .giveUp(let error): throw error
        }
      }
    }
  }

  private func attempt(
    _ draft: DraftRequest, _ provider: Provider, over upstream: Upstream, by deadline: Instant,
    _ stream: DraftStream?
  ) async throws -> ProviderAnswer {
    switch provider {
    case .zhipu:
      precondition(stream == nil, "\(draft.model) was asked to stream")
      return try await zhipu.complete(draft, over: upstream, by: deadline)
    case .anthropic:
      guard let stream else {
        return try await anthropic.complete(draft, over: upstream, by: deadline)
      }
      return try await anthropic.stream(
        draft, over: upstream, by: deadline, into: stream.text, onRead: stream.onRead)
    }
  }

  private func policy(_ tier: Tier, _ budget: Budget) -> RetryPolicy {
    draftCount += 1
    return RetryPolicy(tier, budget, random: random.child(draftCount))
  }

  @inline(never)
  private func spec(
    from answer: ProviderAnswer, _ tier: Tier
  ) throws(SpecError) -> DraftedSpec {
    let spec = try SpecDraft(maxTokens: tier.maxTokens, bugs: bugs).spec(from: answer)
    return DraftedSpec(
      json: spec.json.jsonString(pretty: false), model: tier.model, usage: answer.usage,
      isCached: false)
  }
}
