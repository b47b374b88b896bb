import Glibc

/// A TCP port of this machine, spoken to without any of the project's own network code.
enum LocalPort {
  /// Why a port did not do what it should.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Listens at a free port while the body runs.
  static func withTaken<Value>(_ body: (Int) throws -> Value) throws -> Value {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withSocketAddress(&address) { pointer in
      bind(descriptor, pointer, length) == 0 && listen(descriptor, 1) == 0
        && getsockname(descriptor, pointer, &length) == 0
    }
    guard isBound else { throw Failure(description: "no port can be had: \(errno)") }
    return try body(Int(UInt16(bigEndian: address.sin_port)))
  }

  /// The whole answer to a GET request, which the server must end.
  static func get(
    _ path: String, host: String, port: Int, fields: [String] = []
  ) throws -> String {
    let lines = ["GET \(path) HTTP/1.1", "host: \(host)", "connection: close"] + fields
    let call = try Call(lines.joined(separator: "\r\n") + "\r\n\r\n", port: port)
    while try call.readSome() {}
    return call.answer
  }

  /// A connection on which bytes were sent, and what has come back.
  final class Call {
    private(set) var answer = ""
    private let port: Int
    private let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)

    init(_ request: String, port: Int) throws {
      self.port = port
      var address = loopback(port: port)
      var patience = timeval(tv_sec: 60, tv_usec: 0)
      let size = socklen_t(MemoryLayout<timeval>.size)
      setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
      let isConnected = withSocketAddress(&address) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
      guard isConnected else { throw Failure(description: "port \(port) refuses: \(errno)") }
      guard write(descriptor, request, request.utf8.count) == request.utf8.count else {
        throw Failure(description: "port \(port) does not read: \(errno)")
      }
    }

    deinit { close(descriptor) }

    /// Takes in what comes next; false at the end.
    func readSome() throws -> Bool {
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count >= 0 else { throw Failure(description: "port \(port) is silent: \(errno)") }
      answer += String(decoding: chunk.prefix(count), as: UTF8.self)
      return count > 0
    }

    /// Reads until a text has come; false when the answer ended without it.
    func read(to text: String) throws -> Bool {
      while !answer.contains(text) {
        guard try readSome() else { return false }
      }
      return true
    }
  }

  private static func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private static func withSocketAddress<Value>(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Value
  ) -> Value {
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
    }
  }
}
