extension Expectation {
  /// Why no run can miss the bound; nil if one can. A figure of no sample at all is not meant.
  var idleReason: String? {
    guard metric == nil else { return nil }
    switch (function, comparison) {
    case (_, .greaterOrEqual) where boundValue == 0:
      return "no run can be below \(function == .rate ? "0%" : "0"): "
        + "write what is too few"
    case (.rate, .lessOrEqual) where boundValue >= 1:
      return "no run can be above 100%: write what is too much"
    default: return nil
    }
  }

  /// Whether it demands that a run has no request at all.
  var demandsNoRequest: Bool {
    subject == .requests && function == .count && filters.isEmpty && window == nil
      && comparison.holds(0, boundValue) && !comparison.holds(1, boundValue)
  }
}
