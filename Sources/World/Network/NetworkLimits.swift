/// The sizes that bound what one connection may hold.
package enum NetworkLimits {
  /// Received bytes kept for a reader that lags; then the sender is slowed (64 KiB, TCP's window
  /// without scaling).
  package static let inputBytes = 65_536
  /// Written bytes kept for a slow network before `drained` suspends the writer.
  package static let outputHighWater = 65_536
  /// `drained` returns once the kept bytes have fallen below this.
  package static let outputLowWater = 16_384
  /// How long a call waits that failed because the machine is out of descriptors or memory.
  package static let shortagePause = Duration.milliseconds(100)
  /// How long the peer of a finished and closed connection may take none of the bytes that are
  /// still here (nginx's send_timeout).
  package static let unsent = Duration.seconds(60)
  /// How many full reads one connection gets before others have their turn: a peer that sends
  /// faster than we read must not stop them.
  static let readBurst = 16
  /// How long a finished and closed connection takes in and drops what its peer still sends.
  package static let linger = Duration.seconds(2)
}
