import CLinux
import Glibc

/// The calls that fail when the machine is short of something; tests put failing ones in place.
struct SocketCalls: Sendable {
  /// Takes a connection from a listener's queue.
  var accept: @Sendable (_ listener: Int32, _ peer: inout sockaddr_in) -> Int32
  /// Takes bytes from the kernel.
  var receive: @Sendable (_ socket: Int32, _ room: UnsafeMutableBufferPointer<UInt8>) -> Int
  /// Hands bytes to the kernel.
  var send: @Sendable (_ socket: Int32, _ bytes: UnsafeBufferPointer<UInt8>) -> Int
  /// Begins to connect.
  var connect: @Sendable (_ socket: Int32, _ address: inout sockaddr_in) -> Int32

  static let kernel = SocketCalls(
    accept: { listener, peer in
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      return SocketAddress.withGeneric(&peer) { pointer, _ in
        accept4(listener, pointer, &length, bmm_sock_flags)
      }
    },
    receive: { recv($0, $1.baseAddress, $1.count, 0) },
    send: { Glibc.send($0, $1.baseAddress, $1.count, bmm_msg_nosignal) },
    connect: { socket, address in
      SocketAddress.withGeneric(&address) { Glibc.connect(socket, $0, $1) }
    })
}
