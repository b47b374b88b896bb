import CLinux
import Glibc

/// Accepts TCP connections.
final class SocketListener: ListenerHandle, FileHandler {
  let address: Address
  private let driver: LiveDriver
  private let world: World
  private var accepted: (Connection) -> Void
  private var descriptor: Int32
  private var retry = TimerID.none

  /// How many connections are accepted before others get their turn.
  private static let burst = 256

  init(
    at address: Address, _ driver: LiveDriver, _ world: World,
    _ accepted: @escaping (Connection) -> Void
  ) throws(ListenError) {
    self.driver = driver
    self.world = world
    self.accepted = accepted
    let (descriptor, port) = try Self.open(address, driver.ports)
    self.descriptor = descriptor
    self.address = Address(address.host, port: port)
    guard driver.watch(descriptor, self) else {
      let reason = errno
      driver.closeFile(descriptor)
      throw .system(address, errno: reason)
    }
  }

  func ready(_ events: UInt32) {
    for _ in 0..<Self.burst {
      guard descriptor >= 0 else { return }
      var peer = sockaddr_in()
      let socket = driver.calls.accept(descriptor, &peer)
      if socket >= 0 {
        adopt(socket, from: SocketAddress.host(of: peer))
      } else if !acceptGoesOn(after: errno) {
        return
      }
    }
    tryAgain(after: .zero)
  }

  /// Whether accepting may go on at once; a connection that died in the queue is no reason to stop.
  private func acceptGoesOn(after error: Int32) -> Bool {
    switch error {
    case EAGAIN: return false
    case EINTR, ECONNABORTED, EPROTO: return true
    default:
      // Out of descriptors or memory: who waits in the kernel's queue is taken once there is room.
      tryAgain(after: NetworkLimits.shortagePause)
      return false
    }
  }

  private func adopt(_ socket: Int32, from host: String) {
    let connection = Connection(world: world, peerHost: host)
    let carrier = SocketCarrier(driver, connection, descriptor: socket)
    connection.attach(carrier)
    if driver.watch(socket, carrier) { accepted(connection) } else { connection.close() }
  }

  private func tryAgain(after pause: Duration) {
    world.cancel(retry)
    retry = world.at(world.now + pause) { [weak self] in self?.ready(0) }
  }

  func close() {
    guard descriptor >= 0 else { return }
    world.cancel(retry)
    driver.closeFile(descriptor)
    descriptor = -1
    // Who listened holds this listener, so that neither would ever be freed.
    accepted = { _ in }
  }

  private static func open(
    _ address: Address, _ ports: LiveOptions.Ports
  ) throws(ListenError) -> (Int32, port: Int) {
    guard var name = SocketAddress.make(address) else { throw .notAnAddress(address) }
    let descriptor = socket(AF_INET, bmm_sock_stream | bmm_sock_flags, 0)
    guard descriptor >= 0 else { throw error(errno, at: address) }
    SocketAddress.setOption(descriptor, SOL_SOCKET, SO_REUSEADDR)
    if ports == .joined { SocketAddress.setOption(descriptor, SOL_SOCKET, SO_REUSEPORT) }
    let isBound = SocketAddress.withGeneric(&name) { bind(descriptor, $0, $1) } == 0
    // Only now, so that the port of another process is taken and not shared by accident.
    if ports == .shared { SocketAddress.setOption(descriptor, SOL_SOCKET, SO_REUSEPORT) }
    guard isBound, Glibc.listen(descriptor, 4096) == 0 else {
      let reason = errno
      Glibc.close(descriptor)
      throw error(reason, at: address)
    }
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = SocketAddress.withGeneric(&name) { pointer, _ in
      getsockname(descriptor, pointer, &length)
    }
    return (descriptor, Int(in_port_t(bigEndian: name.sin_port)))
  }

  private static func error(_ number: Int32, at address: Address) -> ListenError {
    switch number {
    case EADDRINUSE: .addressInUse(address)
    case EACCES: .notPermitted(address)
    case EADDRNOTAVAIL: .notAnAddress(address)
    case EMFILE, ENFILE: .tooManyFiles(address)
    default: .system(address, errno: number)
    }
  }
}

extension LiveDriver {
  func listen(
    at address: Address, for world: World, _ accepted: @escaping (Connection) -> Void
  ) throws(ListenError) -> any ListenerHandle {
    try SocketListener(at: address, self, world, accepted)
  }
}
