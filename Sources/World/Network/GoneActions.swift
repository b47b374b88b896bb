/// What is to be done when a peer has gone: mostly one thing, for which no array has to be made.
struct GoneActions {
  private var first: (() -> Void)?
  private var others: [() -> Void] = []

  mutating func append(_ action: @escaping () -> Void) {
    if first == nil { first = action } else { others.append(action) }
  }

  mutating func removeAll() {
    first = nil
    if !others.isEmpty { others = [] }
  }

  /// Does all of it, in the order in which it was asked for.
  func run() {
    first?()
    for action in others { action() }
  }
}
