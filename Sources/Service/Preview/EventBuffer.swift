import Wire

/// Where streams put an event together. It goes out at once, so one is enough for all of them.
final class EventBuffer: @unchecked Sendable {  // Confined to its world's loop.
  var bytes = ByteBuffer()

  /// Empties it; what one long event took is not kept for the short ones behind it.
  func clear() {
    if bytes.count > ServiceLimits.usualEventBytes { bytes = ByteBuffer() }
    bytes.removeAll()
  }
}
