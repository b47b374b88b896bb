/// The comparison between what was observed and the bound.
enum Comparison: String, CaseIterable, Sendable {
  /// Below the bound.
  case less = "<"
  /// At most the bound.
  case lessOrEqual = "<="
  /// Above the bound.
  case greater = ">"
  /// At least the bound.
  case greaterOrEqual = ">="
  /// The bound itself.
  case equal = "=="
  /// Anything but the bound.
  case notEqual = "!="

  /// Whether an observed value satisfies the bound.
  func holds(_ observed: Double, _ bound: Double) -> Bool {
    switch self {
    case .less: observed < bound
    case .lessOrEqual: observed <= bound
    case .greater: observed > bound
    case .greaterOrEqual: observed >= bound
    case .equal: observed == bound
    case .notEqual: observed != bound
    }
  }
}
