/// Keys of an object of which at most one may be there.
struct OnlyOne<Value> {
  /// What the one was read as.
  private(set) var value: Value?
  private let kind: String
  private var key = ""

  /// `kind` says in complaints what there can be only one of.
  init(_ kind: String) {
    self.kind = kind
  }

  /// Takes what a key says; throws if another key was there before.
  mutating func take(
    _ key: String, _ source: SourceValue, _ value: Value
  ) throws(ScenarioError) {
    guard self.value == nil else {
      throw source.error("is a second \(kind) beside \"\(self.key)\"; keep one of them")
    }
    (self.key, self.value) = (key, value)
  }
}
