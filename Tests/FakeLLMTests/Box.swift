/// Carries a value out of a task.
final class Box<Value>: @unchecked Sendable {  // Confined to its loop's thread.
  var value: Value

  init(_ value: Value) {
    self.value = value
  }
}
