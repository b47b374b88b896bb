import CLinux
import Glibc
import Synchronization

/// The user's wish to stop (SIGINT or SIGTERM), seen by a loop between two turns.
package enum Interruption {
  private static let requested = Atomic<Bool>(false)

  /// Whether the user has asked to stop.
  package static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// From now on SIGINT and SIGTERM are requests to stop; a second one ends the process at once.
  package static func watch() {
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in
        Interruption.requested.store(true, ordering: .relaxed)
      }
      action.sa_flags = Int32(bitPattern: 0x8000_0000)  // SA_RESETHAND: the next one ends us.
      sigaction(number, &action, nil)
    }
  }
}
