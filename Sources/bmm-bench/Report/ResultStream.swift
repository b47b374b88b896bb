import Glibc
import Synchronization

/// Standard output, and whether all that was written to it has arrived.
final class ResultStream: Sendable {
  private let error = Atomic<Int32>(0)
  private let descriptor: Int32

  /// Another descriptor stands for it in tests.
  init(_ descriptor: Int32 = STDOUT_FILENO) {
    self.descriptor = descriptor
  }

  /// Why something did not arrive, in words. A closed pipe (such as `| head`) is the reader's
  /// choice, not an error of ours.
  var failure: String? {
    let error = error.load(ordering: .relaxed)
    guard error != 0, error != EPIPE else { return nil }
    return "standard output cannot be written: \(String(cString: strerror(error)))"
  }

  /// Writes; behind something that did not arrive nothing is written any more.
  func write(_ bytes: [UInt8]) {
    guard error.load(ordering: .relaxed) == 0 else { return }
    if let reason = WholeWrite.write(bytes, to: descriptor) {
      error.store(reason, ordering: .relaxed)
    }
  }
}
