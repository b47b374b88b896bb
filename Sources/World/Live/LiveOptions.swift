/// How a live loop relates to the machine.
package struct LiveOptions: Sendable {
  /// The root of all chance: arrivals, output lengths. Order and time come from the machine.
  package var seed: UInt64
  /// Real seconds per second of the world's time line; 0.05 lets 100 s pass in 5.
  package var timeScale: Double
  /// How its listeners stand to those of other loops of this process.
  package var ports = Ports.own

  /// Whose a listener's port is.
  package enum Ports: Sendable {
    /// Nobody else's.
    case own
    /// Its own, until listeners of other loops join it; the kernel spreads the connections.
    case shared
    /// That of a shared one, which listens already.
    case joined
  }

  /// A live loop with that seed and scale.
  package init(seed: UInt64, timeScale: Double = 1) {
    precondition(timeScale > 0, "a time scale of \(timeScale) does not let time pass")
    self.seed = seed
    self.timeScale = timeScale
  }
}

/// Why a live loop cannot be made.
package enum LiveError: Error, Equatable, CustomStringConvertible {
  /// The kernel refused an epoll or eventfd descriptor, with its `errno`.
  case noDescriptor(errno: Int32)
  /// The kernel refused a thread, with its `errno`.
  case noThread(errno: Int32)

  package var description: String {
    switch self {
    case .noDescriptor(let errno):
      "the kernel gives no event descriptor (errno \(errno)): raise the limit with ulimit -n"
    case .noThread(let errno):
      "the kernel gives no thread (errno \(errno)): raise the limit with ulimit -u"
    }
  }
}
