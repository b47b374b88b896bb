import Wire
import World

/// The LLM layer: asks a tier's model for a spec, within the tier's budget and retries.
final class SpecDrafter: @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private let anthropic: AnthropicClient
  private let zhipu: ZhipuClient
  private let bugs: KnownBugs
  private let random: RandomStream
  private var draftCount = 0

  init(in world: World, _ anthropic: AnthropicClient, _ zhipu: ZhipuClient, bugs: KnownBugs) {
    self.world = world
    self.anthropic = anthropic
    self.zhipu = zhipu
    self.bugs = bugs
    random = world.random.child("retries")
  }

  /// The spec as a whole; throws a spec error, or a call stop when the client has gone.
  func generateSpec(
    _ preview: AdmittedPreview, _ requestID: String, over upstream: Upstream
  ) async throws -> DraftedSpec {
    let tier = preview.tier
    let draft = draft(preview, requestID)
    let budget = Budget(from: preview.complete, tier.syncTimeout, of: tier)
    let answer = try await attempts(tier, budget, over: upstream) { deadline in
      switch tier.provider {
      case .anthropic: try await anthropic.complete(draft, over: upstream, by: deadline)
      case .zhipu: try await zhipu.complete(draft, over: upstream, by: deadline)
      }
    }
    return try spec(from: answer, tier)
  }

  /// Streams a spec: text first, then exactly one of the two terminal handlers has run to its end.
  func streamSpec(
    _ preview: AdmittedPreview, _ requestID: String, over upstream: Upstream,
    _ budget: Budget, _ handlers: StreamHandlers
  ) async throws(CallStop) {
    do {
      let answer = try await streamedAnswer(preview, requestID, over: upstream, budget, handlers)
      await handlers.onSpec(try spec(from: answer, preview.tier))
    } catch let error as SpecError {
      await handlers.onError(error)
    } catch let stop as CallStop {
      throw stop
    } catch {
      await handlers.onError(.provider(detail: String(describing: error)))
    }
  }

  private func streamedAnswer(
    _ preview: AdmittedPreview, _ requestID: String, over upstream: Upstream, _ budget: Budget,
    _ handlers: StreamHandlers
  ) async throws -> ProviderAnswer {
    precondition(preview.tier.provider.streams, "\(preview.tier.model) was asked to stream")
    let draft = draft(preview, requestID)
    var hasText = false
    return try await attempts(preview.tier, budget, over: upstream) { deadline in
      do {
        return try await anthropic.stream(draft, over: upstream, by: deadline) { text in
          hasText = true
          handlers.onText(text)
        } onRead: {
          handlers.onRead()
        }
      } catch let failure as ProviderFailure where hasText {
        // What the client has seen cannot be taken back, so nothing is repeated.
        throw failure.error(after: budget.limit)
      }
    }
  }

  private func attempts(
    _ tier: Tier, _ budget: Budget, over upstream: Upstream,
    _ attempt: (Instant) async throws -> ProviderAnswer
  ) async throws -> ProviderAnswer {
    draftCount += 1
    var policy = RetryPolicy(tier, budget, random: random.child(draftCount))
    while true {
      do {
        return try await attempt(budget.end(ofAttemptFrom: world.now))
      } catch let failure as ProviderFailure {
        switch policy.decide(after: failure, at: world.now) {
        case .again(let wait): try await upstream.pause(for: wait)
        case .giveUp(let error): throw error
        }
      }
    }
  }

  private func draft(_ preview: AdmittedPreview, _ requestID: String) -> DraftRequest {
    DraftRequest(
      model: preview.tier.model, maxTokens: preview.tier.maxTokens, prompt: preview.prompt,
      requestID: requestID)
  }

  private func spec(
    from answer: ProviderAnswer, _ tier: Tier
  ) throws(SpecError) -> DraftedSpec {
    let spec = try SpecDraft(maxTokens: tier.maxTokens, bugs: bugs).spec(from: answer)
    return DraftedSpec(
      json: spec.json.jsonString(pretty: false), model: tier.model, usage: answer.usage,
      isCached: false)
  }
}
