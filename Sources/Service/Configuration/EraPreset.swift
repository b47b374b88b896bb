/// What distinguishes one era of the service from the others.
struct EraPreset: Sendable {
  var tiers: TierTable
  var streaming = false
  var cacheTTL = Duration.seconds(24 * 3600)
  var knownBugs: KnownBugs
}

extension Era {
  /// The row of this era; each row stands beside the sentence of the history it is taken from.
  var preset: EraPreset {
    switch self {
    case .opusSync, .sonnet45s: singleModelPreset
    case .planAware60s, .tokens4096, .tokens8192, .tokens12288: synchronousPreset
    case .streaming, .streamingAwaited: streamingPreset
    }
  }

  /// "preview-cache TTL 5min -> 24h": before the models by plan, previews were kept for 5 minutes.
  private var singleModelPreset: EraPreset {
    let tier =
      switch self {
      // "The /v1/servers/preview route ran claude-opus-4-7 synchronously; full spec generation
      // routinely exceeded Cloudflare's ~100s proxy cap".
      case .opusSync: Tier(model: "claude-opus-4-7", maxTokens: 8192)
      // "preview now uses claude-sonnet-4-6 with a 45s per-attempt timeout and one retry".
      default:
        Tier(
          model: "claude-sonnet-4-6", maxTokens: 8192, syncTimeout: .seconds(45), retries: 1,
          timeoutScope: .attempt)
      }
    return EraPreset(
      tiers: TierTable(all: tier), cacheTTL: .seconds(300), knownBugs: .beforeStopReasons)
  }

  private var synchronousPreset: EraPreset {
    switch self {
    // "Sonnet 4.6 preview was budgeted for 8192 tokens at ~80 tok/s (≈102s worst case) inside a
    // 60s window".
    case .planAware60s:
      EraPreset(tiers: .byPlan(8192, 8192, 8192, .seconds(60)), knownBugs: .beforeStopReasons)
    // "so 4096 is plenty and lets even Sonnet finish in ~51s worst case. The 90s timeout buys
    // headroom for cold starts".
    case .tokens4096:
      EraPreset(tiers: .byPlan(4096, 4096, 4096, .seconds(90)), knownBugs: .beforeStopReasons)
    // "maxTokens back to 8192 (the original) for all Claude tiers, 4096 for GLM. Timeouts bumped
    // to 95s".
    case .tokens8192:
      EraPreset(tiers: .byPlan(4096, 8192, 8192, .seconds(95)), knownBugs: .successNotLogged)
    // "team/enterprise maxTokens 8192 -> 12288 … Hobby (GLM) and pro (Haiku) keep their existing
    // limits".
    default:
      EraPreset(tiers: .byPlan(4096, 8192, 12_288, .seconds(95)), knownBugs: .successNotLogged)
    }
  }

  private var streamingPreset: EraPreset {
    let tiers = TierTable.byPlan(4096, 8192, 12_288, .seconds(95))
    switch self {
    // "The new streaming path pipes Anthropic's token deltas as Server-Sent Events"; it had no
    // time limit, and "the browser saw zero terminal events".
    case .streaming:
      return EraPreset(
        tiers: tiers, streaming: true, knownBugs: [.terminalEventNotAwaited, .successNotLogged])
    // "Both call sites in streamSpecFromAnthropic now `await` them".
    default:
      return EraPreset(
        tiers: tiers.streaming(within: ServiceLimits.streamBudget), streaming: true, knownBugs: [])
    }
  }
}

extension KnownBugs {
  /// Until "Detect stop_reason === 'max_tokens' on the Anthropic response BEFORE parsing …
  /// instead of leaking the zod parse failure".
  fileprivate static let beforeStopReasons: KnownBugs = [
    .stopReasonIgnored, .validatorTextLeaked, .successNotLogged,
  ]
}

extension TierTable {
  /// "This switches free users to GLM, paid users to Claude tiers": the models by plan.
  ///
  /// The history names GLM, Haiku and Sonnet; the versions of GLM and Haiku are our choice. The
  /// same change brought the "daily rate-limit on preview (5/40/150/1000)"; before it none was
  /// counted.
  fileprivate static func byPlan(
    _ hobbyTokens: Int, _ proTokens: Int, _ teamTokens: Int, _ timeout: Duration
  ) -> TierTable {
    func sonnet(previewsPerDay: Int) -> Tier {
      Tier(
        model: "claude-sonnet-4-6", maxTokens: teamTokens, syncTimeout: timeout,
        previewsPerDay: previewsPerDay)
    }
    return TierTable(
      hobby: Tier(
        provider: .zhipu, model: "glm-4.6", maxTokens: hobbyTokens, syncTimeout: timeout,
        previewsPerDay: 5),
      pro: Tier(
        model: "claude-haiku-4-5", maxTokens: proTokens, syncTimeout: timeout, previewsPerDay: 40),
      team: sonnet(previewsPerDay: 150), enterprise: sonnet(previewsPerDay: 1000))
  }

  /// The same tiers with a time limit for streams.
  fileprivate func streaming(within budget: Duration) -> TierTable {
    var table = self
    for plan in Plan.allCases { table[plan].streamTimeout = budget }
    return table
  }
}
