/// Collects what happens on a loop, to be looked at after the run.
final class Box<Value>: @unchecked Sendable {  // Confined to its loop's thread.
  var value: Value

  init(_ value: Value) {
    self.value = value
  }
}
