import Wire

/// Where the events of one turn are put together; one for all streams, as each sends them at once.
final class EventBuffer {
  var bytes = ByteBuffer()
}
