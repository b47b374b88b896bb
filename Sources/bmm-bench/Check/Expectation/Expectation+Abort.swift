extension Expectation {
  /// Why the check says nothing before the end of a run; nil if it does.
  var lateReason: String? {
    switch subject {
    case .violations: "invariants are looked at when it is over"
    case .metric(.outputTokens), .metric(.upstreamLag), .metric(.cost):
      "what the provider did is joined with its users when it is over"
    case .metric: nil
    case .requests where function == .rate: nil
    case .requests where function == .goodput: "it is known when the last request has ended"
    case .requests:
      switch comparison {
      case .less, .lessOrEqual: nil
      case .equal where boundValue == 0: nil
      default: "a count can still grow; only <, <= and == 0 can fail before it is over"
      }
    }
  }
}
