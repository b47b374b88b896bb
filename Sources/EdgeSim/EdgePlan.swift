import World

/// What a zone pays for at Cloudflare: how much its owner may change (plan tables, 2026-09).
package enum EdgePlan: String, Sendable, Equatable, CaseIterable {
  /// Nothing is paid.
  case free
  /// The smallest paid plan.
  case pro
  /// The largest that is not negotiated.
  case business
  /// Everything that can be had.
  case enterprise

  /// The longest request body as long as the owner changes nothing (Cloudflare "Error 413").
  package var bodyBytes: Int {
    switch self {
    case .free, .pro: EdgeLimits.bodyBytes
    case .business: EdgeLimits.businessBodyBytes
    case .enterprise: EdgeLimits.enterpriseBodyBytes
    }
  }

  /// The longest that the owner may allow; on most plans the limit can only be lowered.
  package var bodyBytesMax: Int {
    self == .enterprise ? EdgeLimits.enterpriseBodyBytesMax : bodyBytes
  }

  /// The longest read timeout that the owner may set, or nil where there is no such setting.
  package var readTimeoutMax: Duration? {
    self == .enterprise ? EdgeLimits.enterpriseReadMax : nil
  }
}

extension EdgeProfile {
  /// Whether the hop is one that plans are sold for.
  package var hasPlans: Bool { product == .cloudflare }
}
