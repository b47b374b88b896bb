/// Blocking work in order, one piece at a time: a thread of its own live, virtual time in Sim.
///
/// Every call is a suspension point in both worlds; a database call that never suspends would hide
/// in the simulation the races that real threads have.
package final class BlockingLane: @unchecked Sendable {  // Confined to its world's loop.
  private let driver: any LaneDriver
  private let book: LaneBook

  init(_ driver: any LaneDriver, _ book: LaneBook) {
    self.driver = driver
    self.book = book
  }

  deinit { book.close() }

  /// Runs blocking work and returns its value; `cost` is its virtual time in seconds (Sim only).
  package func run<Value: Sendable>(
    cost: Distribution, _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    let outcome = Outcome<Value>()
    book.pending += 1
    await withUnsafeContinuation { continuation in
      driver.run(cost: cost, { outcome.result = Result { try work() } }, done: continuation)
    }
    book.pending -= 1
    guard let result = outcome.result else {
      preconditionFailure("a lane said that work is done which it never ran")
    }
    return try result.get()
  }

  /// Ends the lane once its work is done; nothing may be run afterwards.
  package func close() {
    book.close()
    driver.close()
  }

  private final class Outcome<Value: Sendable>: @unchecked Sendable {  // Read after the resume.
    var result: Result<Value, any Error>?
  }
}
