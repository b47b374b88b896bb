import CLinux
import Glibc

/// IPv4 addresses as the kernel wants them.
enum SocketAddress {
  /// The kernel's form of a host and port; nil when the host is no IPv4 literal.
  static func make(_ address: Address) -> sockaddr_in? {
    var result = sockaddr_in()
    result.sin_family = sa_family_t(AF_INET)
    result.sin_port = in_port_t(truncatingIfNeeded: address.port).bigEndian
    let host = address.host == "localhost" ? "127.0.0.1" : address.host
    guard (0...65_535).contains(address.port), inet_pton(AF_INET, host, &result.sin_addr) == 1
    else { return nil }
    return result
  }

  /// The literal of the kernel's form, such as `127.0.0.1`.
  static func host(of address: sockaddr_in) -> String {
    let word = UInt32(bigEndian: address.sin_addr.s_addr)
    return [24, 16, 8, 0].map { String(word >> UInt32($0) & 255) }.joined(separator: ".")
  }

  /// Calls `body` with the generic form that the socket calls take.
  static func withGeneric<Result>(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  /// Sets an option that is a number; a refusal only costs what the option would have brought.
  static func setOption(_ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: Int32 = 1) {
    var value = value
    setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
  }
}
