/// Carries what a task has seen out to the test that waits for the run's end.
final class Box<Value>: @unchecked Sendable {  // Used on one loop's thread only.
  var value: Value

  init(_ value: Value) {
    self.value = value
  }
}
