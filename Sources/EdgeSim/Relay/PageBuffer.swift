/// When nginx passes on what it has read of a buffered answer (ngx_event_pipe.c).
///
/// It reads into pages, the first of which begins with the head. A full page goes on. One that is
/// partly filled goes on only when it holds as many bytes as the body has left at least: of a
/// chunked body, the rest of the chunk and the last chunk behind it; of a body of known length, all
/// of it; and of one that ends with its connection, never before that end. So an event that comes
/// as one chunk in one piece goes on at once, one that is split waits for the next, and the last
/// event of a stream is the one that gets stuck. All of it was measured with nginx 1.22.1.
struct PageBuffer {
  /// The bytes at the start of the page that have gone on already: those of the head.
  private var used = 0

  /// A buffer whose first page begins with a head of so many bytes.
  init(headBytes: Int = 0) {
    used = headBytes % EdgeLimits.Nginx.pageBytes
  }

  /// How many of the raw bytes at hand go on now; `leastLeft` is nil for a body without length.
  mutating func take(of count: Int, leastLeft: Int?) -> Int {
    let page = EdgeLimits.Nginx.pageBytes
    let filled = used + count
    if filled >= page {
      defer { used = 0 }
      return filled / page * page - used
    }
    guard let leastLeft, count >= leastLeft else { return 0 }
    // What comes next is read into another page.
    used = 0
    return count
  }
}
