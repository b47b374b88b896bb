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

  /// Runs blocking work; `cost` is its virtual time in seconds (Sim only).
  ///
  /// No value comes back: as a generic function of another module it would take half as much again
  /// of the waiting task's memory.
  package func run(cost: Distribution, _ work: @escaping @Sendable () -> Void) async {
    book.pending += 1
    await withUnsafeContinuation { driver.run(cost: cost, work, done: $0) }
    book.pending -= 1
  }

  /// Pieces of work that were handed over and whose tasks have not gone on yet.
  package var pending: Int { book.pending }

  /// Ends the lane once its work is done; nothing may be run afterwards.
  package func close() {
    book.close()
    driver.close()
  }
}
