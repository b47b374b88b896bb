import CLinux
import Glibc

/// One attempt to connect: a socket that is not connected yet, and a deadline.
final class SocketConnect: FileHandler {
  private let driver: LiveDriver
  private let world: World
  private let address: Address
  private let descriptor: Int32
  private var deadline = TimerID.none
  private var done: ((Result<Connection, ConnectError>) -> Void)?

  init(
    _ driver: LiveDriver, _ world: World, _ address: Address, descriptor: Int32,
    _ done: @escaping (Result<Connection, ConnectError>) -> Void
  ) {
    self.driver = driver
    self.world = world
    self.address = address
    self.descriptor = descriptor
    self.done = done
  }

  func ready(_ events: UInt32) {
    guard events & (bmm_epoll_out | bmm_epoll_err | bmm_epoll_hup) != 0 else { return }
    var reason: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &reason, &length)
    if reason == 0 { succeed() } else { fail(reason) }
  }

  /// Starts the attempt; it ends at the latest at `instant`.
  func start(_ name: sockaddr_in, by instant: Instant) {
    var name = name
    let result = driver.calls.connect(descriptor, &name)
    let reason = errno
    guard driver.watch(descriptor, self) else {
      driver.closeFile(descriptor)
      return finish(.failure(.tooManyFiles(address)))
    }
    guard result == 0 || reason == EINPROGRESS else { return fail(reason) }
    deadline = world.at(instant) { [self] in fail(ETIMEDOUT) }
  }

  private func succeed() {
    guard done != nil else { return }
    let connection = Connection(world: world, peerHost: address.host)
    let carrier = SocketCarrier(driver, connection, descriptor: descriptor)
    connection.attach(carrier)
    driver.rewatch(descriptor, carrier)
    finish(.success(connection))
  }

  private func fail(_ reason: Int32) {
    guard done != nil else { return }
    driver.closeFile(descriptor)
    switch reason {
    case ECONNREFUSED: finish(.failure(.refused(address)))
    case ETIMEDOUT: finish(.failure(.timedOut(address)))
    case EADDRNOTAVAIL, EAGAIN, ENOBUFS, ENOMEM:
      finish(.failure(.noRoom(address, errno: reason)))
    default: finish(.failure(.unreachable(address)))
    }
  }

  private func finish(_ result: Result<Connection, ConnectError>) {
    world.cancel(deadline)
    let answer = done
    done = nil
    answer?(result)
  }
}

extension LiveDriver {
  func knows(_ address: Address) -> Bool { address.isForSockets }

  func connect(
    to address: Address, from host: String?, by deadline: Instant, for world: World,
    _ done: @escaping (Result<Connection, ConnectError>) -> Void
  ) {
    guard let name = SocketAddress.make(address) else {
      return done(.failure(.unresolved(address)))
    }
    let descriptor = socket(AF_INET, bmm_sock_stream | bmm_sock_flags, 0)
    guard descriptor >= 0 else { return done(.failure(.tooManyFiles(address))) }
    if let host, var source = SocketAddress.make(Address(host, port: 0)) {
      // The port is chosen at connect, so that one source address can serve many destinations.
      SocketAddress.setOption(descriptor, Int32(IPPROTO_IP), Self.bindAddressNoPort)
      _ = SocketAddress.withGeneric(&source) { bind(descriptor, $0, $1) }
    }
    SocketConnect(self, world, address, descriptor: descriptor, done).start(name, by: deadline)
  }

  /// `IP_BIND_ADDRESS_NO_PORT` of Linux, which Swift's Glibc module lacks.
  private static let bindAddressNoPort: Int32 = 24
}
