import Service

/// Reads `plan` of a group: one for all, or several with their weights.
enum PlanDecoder {
  /// The plans that occur.
  static func decode(_ value: SourceValue) throws(ScenarioError) -> PlanMix {
    guard case .object = value.node.value else { return .only(try value.enumeration()) }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      var shares: [Weighted<Plan>] = []
      for plan in Plan.allCases {
        guard let weight = object.optionalValue(plan.rawValue) else { continue }
        shares.append(Weighted(weight: try weight.weight(), value: plan))
      }
      try object.finish()
      guard !shares.isEmpty else { throw value.error("names no plan") }
      return PlanMix(shares: shares)
    }
  }
}
