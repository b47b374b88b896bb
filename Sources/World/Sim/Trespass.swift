import Glibc

/// What simulated code must not do, done on purpose: the tests of the guard need a culprit.
package enum Trespass {
  /// Starts a task on the runtime's own threads.
  package static func startTask() {
    _ = Task {}
  }

  /// Hops to the main thread's own queue.
  package static func hopToMainActor() async {
    await MainActor.run {}
  }

  /// Sleeps by the runtime's own clock.
  package static func sleep() async {
    try? await Task.sleep(for: .seconds(1))
  }

  /// The time that a body takes by Swift's clocks, and the calendar's second behind it.
  package static func measure(
    _ body: () async -> Void
  ) async -> (continuous: Duration, suspending: Duration, second: Int) {
    let (continuous, suspending) = (ContinuousClock.now, SuspendingClock.now)
    await body()
    return (
      ContinuousClock.now - continuous, SuspendingClock.now - suspending, Glibc.time(nil)
    )
  }

  /// Numbers of the system's generator, and one of the C library.
  package static func randomNumbers() -> [UInt64] {
    var direct: UInt64 = 0
    getentropy(&direct, MemoryLayout<UInt64>.size)
    return [.random(in: 0 ... .max), .random(in: 0 ... .max), direct]
  }

  /// A hash value, the order of a set, and an address of the heap: each as text.
  package static func identities() -> [String] {
    final class Anything {}
    var hasher = Hasher()
    hasher.combine("text")
    let order = Set(["edge", "service", "llm", "users"]).map(\.self).joined(separator: " ")
    let address = Unmanaged.passUnretained(Anything()).toOpaque()
    return ["\(hasher.finalize())", order, "\(address)"]
  }
}
