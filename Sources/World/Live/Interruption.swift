import CLinux
import Glibc
import Synchronization

/// The user's wish to stop (SIGINT or SIGTERM), seen by a loop between two turns.
package enum Interruption {
  private static let requested = Atomic<Bool>(false)
  private static let wakeUp = Atomic<Int32>(-1)

  /// Whether the user has asked to stop.
  package static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// From now on SIGINT and SIGTERM are requests to stop; a second one ends the process at once.
  package static func watch() {
    // A parent that had them blocked hands that on, and the wish would never arrive.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    sigaddset(&wanted, SIGINT)
    sigaddset(&wanted, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in
        Interruption.requested.store(true, ordering: .relaxed)
        var one: UInt64 = 1
        let descriptor = Interruption.wakeUp.load(ordering: .relaxed)
        if descriptor >= 0 { write(descriptor, &one, 8) }
      }
      action.sa_flags = Int32(bitPattern: 0x8000_0000)  // SA_RESETHAND: the next one ends us.
      sigaction(number, &action, nil)
    }
  }

  /// A request to stop shall wake a loop that sleeps on this eventfd; -1 for none.
  static func wake(_ descriptor: Int32) {
    wakeUp.store(descriptor, ordering: .relaxed)
  }
}
