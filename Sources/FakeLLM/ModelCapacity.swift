/// How a model gets slower the more it writes at once, like a server that batches sequences.
package struct ModelCapacity: Sendable, Equatable {
  /// The calls that are written at once; others wait in their order. Nil knows no limit.
  package var concurrent: Int?
  /// The calls up to which each has full speed; beyond, all share the speed of so many.
  package var fullSpeed: Int?

  /// A capacity; none at all knows no limit.
  package init(concurrent: Int? = nil, fullSpeed: Int? = nil) {
    precondition((concurrent ?? 1) > 0 && (fullSpeed ?? 1) > 0, "a model writes for 1 at least")
    self.concurrent = concurrent
    self.fullSpeed = fullSpeed
  }

  /// By which factor each of `running` calls is slower than one alone.
  func slowness(running: Int) -> Double {
    guard let fullSpeed, running > fullSpeed else { return 1 }
    return Double(running) / Double(fullSpeed)
  }
}
