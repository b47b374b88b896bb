import Glibc

/// Writes all of some bytes to a descriptor, however many calls that takes.
enum WholeWrite {
  /// Nil if all has been written, else the error of the call that failed.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // Somebody who shares the pipe has made it non-blocking.
        var polled = [pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)]
        poll(&polled, UInt(polled.count), -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}
