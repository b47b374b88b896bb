import CLinux
import Glibc
import Synchronization

/// The user's wish to stop (SIGINT or SIGTERM), seen by a loop between two turns.
package enum Interruption {
  private static let requested = Atomic<Bool>(false)
  private static let wakeUps = WakeUps()

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
        Interruption.request()
      }
      action.sa_flags = Int32(bitPattern: 0x8000_0000)  // SA_RESETHAND: the next one ends us.
      sigaction(number, &action, nil)
    }
  }

  /// Asks all loops of the process to stop; a signal's handler may do so.
  package static func request() {
    requested.store(true, ordering: .relaxed)
    wakeUps.wakeAll()
  }

  /// A request to stop shall wake a loop that sleeps on this eventfd.
  static func willWake(_ descriptor: Int32) {
    wakeUps.replace(WakeUps.none, by: descriptor)
  }

  /// The loop of this eventfd has ended.
  static func willNotWake(_ descriptor: Int32) {
    wakeUps.replace(descriptor, by: WakeUps.none)
  }
}

/// The eventfds of all loops; no lock, since a signal's handler may take none.
private struct WakeUps: @unchecked Sendable {  // Its memory is never freed, and holds atomics.
  static let none: Int32 = -1
  /// Four times the threads that a command may ask for; a loop beyond sees a request when it wakes.
  private static let count = 256

  private let descriptors = UnsafeMutablePointer<Atomic<Int32>>.allocate(capacity: Self.count)

  init() {
    for index in 0..<Self.count {
      (descriptors + index).initialize(to: Atomic(Self.none))
    }
  }

  /// Puts a descriptor where another one stands.
  func replace(_ old: Int32, by new: Int32) {
    for index in 0..<Self.count {
      let result = descriptors[index].compareExchange(
        expected: old, desired: new, ordering: .relaxed)
      if result.exchanged { return }
    }
  }

  func wakeAll() {
    var one: UInt64 = 1
    for index in 0..<Self.count {
      let descriptor = descriptors[index].load(ordering: .relaxed)
      if descriptor != Self.none { write(descriptor, &one, 8) }
    }
  }
}
