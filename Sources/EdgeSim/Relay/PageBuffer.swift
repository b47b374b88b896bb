/// When nginx passes on what it has read of a buffered answer (ngx_event_pipe.c).
///
/// It reads into pages. A full page goes on. One that is partly filled goes on only when it holds
/// as many bytes as the body has left at least: of a chunked body, the rest of the chunk and the
/// last chunk behind it; of a body of known length, all of it; and of one that ends with its
/// connection, never before that end. So an event that comes as one chunk in one piece goes on at
/// once, one that is split waits for the next, and the last event of a stream is the one that gets
/// stuck. All of it was measured with nginx 1.22.1.
enum PageBuffer {
  /// How many of the raw bytes at hand may go on now; `leastLeft` is nil for a body without length.
  static func passable(of count: Int, leastLeft: Int?) -> Int {
    let page = EdgeLimits.Nginx.pageBytes
    if count >= page { return count / page * page }
    guard let leastLeft, count >= leastLeft else { return 0 }
    return count
  }
}
