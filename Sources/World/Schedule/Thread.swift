import Glibc

/// Tells threads apart.
struct Thread: Equatable {
  private let handle: pthread_t

  /// The thread that asks.
  static var current: Thread { Thread(handle: pthread_self()) }
}
