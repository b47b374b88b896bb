/// Threads with a loop each, for roles that share nothing but a port.
///
/// None of them runs before all are prepared, so that a port is never half there.
package final class LiveThreads: @unchecked Sendable {  // What changes is guarded by the monitor.
  private let monitor = Monitor()
  private var threads: [LiveThread] = []
  private var preparedCount = 0
  private var failure: (any Error)?
  private var mayRun: Bool?

  /// Starts threads, each of which prepares what it will run; throws the first error of any.
  package init(
    _ count: Int, prepare: @escaping @Sendable (_ number: Int) throws -> () -> Void
  ) throws {
    do {
      for number in 0..<count {
        threads.append(try LiveThread { [self] in main(number, prepare) })
      }
      let isPrepared = { [self] in preparedCount == count || failure != nil }
      if let failure = monitor.when(isPrepared, { failure }) { throw failure }
      monitor.change { mayRun = true }
    } catch {
      monitor.change { mayRun = false }
      join()
      throw error
    }
  }

  /// Waits until all have ended.
  package func join() {
    for thread in threads { thread.join() }
    threads.removeAll()
  }

  private func main(_ number: Int, _ prepare: (Int) throws -> () -> Void) {
    do {
      let run = try prepare(number)
      monitor.change { preparedCount += 1 }
      if monitor.when({ mayRun != nil }, { mayRun == true }) { run() }
    } catch {
      monitor.change { failure = failure ?? error }
    }
  }
}
