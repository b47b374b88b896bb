/// The sizes that bound what one connection may hold.
package enum NetworkLimits {
  /// Received bytes kept for a reader that lags; then the sender is slowed (64 KiB, TCP's window
  /// without scaling).
  package static let inputBytes = 65_536
  /// Written bytes kept for a slow network before `drained` suspends the writer.
  package static let outputHighWater = 65_536
  /// `drained` returns once the kept bytes have fallen below this.
  package static let outputLowWater = 16_384
  /// How long a finished and closed connection takes in and drops what its peer still sends.
  package static let linger = Duration.seconds(2)
}
