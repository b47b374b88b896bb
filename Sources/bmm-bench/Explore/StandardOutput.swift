import Glibc

/// The standard output, as far as a long search must know of it.
enum StandardOutput {
  /// Whether it is a pipe whose reader has gone, as `head` does: whatever is written fails (EPIPE).
  static var isClosed: Bool {
    var polled = [pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)]
    return poll(&polled, UInt(polled.count), 0) > 0 && polled[0].revents & Int16(POLLERR) != 0
  }
}

/// Nobody reads what is found any more.
struct ReaderGone: Error {}
