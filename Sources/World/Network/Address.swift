/// Where to connect: a host and a port.
///
/// Live hosts are IPv4 literals or `localhost`; simulated ones are names of worlds.
package struct Address: Sendable, Hashable, CustomStringConvertible {
  /// The host: a name or an IPv4 literal.
  package let host: String
  /// The TCP port; 0 asks a listener for any free one.
  package let port: Int

  /// The address of a port of a host.
  package init(_ host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// The address that `HOST:PORT` names, with a port from 0 to 65535; nil for any other text.
  package init?(text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let port = Int(parts[1]), 0...65_535 ~= port
    else { return nil }
    self.init(String(parts[0]), port: port)
  }

  /// Whether sockets can connect to it: the host is an IPv4 literal or `localhost`.
  package var isForSockets: Bool { SocketAddress.make(self) != nil }

  /// Whether only programs of this machine reach it: `localhost`, or an address in 127.0.0.0/8.
  package var isLoopback: Bool { Self.isLoopback(host) }

  /// Whether a host is this machine alone; no name but `localhost` is, whatever it begins with.
  package static func isLoopback(_ host: some StringProtocol) -> Bool {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    let isInBlock = numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
    return host == "localhost" || isInBlock
  }

  package var description: String { "\(host):\(port)" }
}

/// Why an address cannot be listened at.
package enum ListenError: Error, Equatable, CustomStringConvertible {
  /// Somebody listens there already.
  case addressInUse(Address)
  /// The port is below 1024 and this user may not have it.
  case notPermitted(Address)
  /// The host is neither an IPv4 literal of this machine nor `localhost`.
  case notAnAddress(Address)
  /// The process has no file descriptors left.
  case tooManyFiles(Address)
  /// Any other refusal of the kernel, with its `errno`.
  case system(Address, errno: Int32)

  package var description: String {
    switch self {
    case .addressInUse(let address):
      "\(address) is taken: choose another port, or 0 for any free one"
    case .notPermitted(let address): "\(address) needs more rights: choose a port above 1023"
    case .notAnAddress(let address):
      "\(address) is no address of this machine: use 127.0.0.1 or localhost"
    case .tooManyFiles(let address):
      "no file descriptor is left to listen at \(address): raise the limit with ulimit -n"
    case .system(let address, let errno): "listening at \(address) failed with errno \(errno)"
    }
  }
}

/// Why a connection could not be made.
package enum ConnectError: Error, Equatable, CustomStringConvertible {
  /// Nobody listens there.
  case refused(Address)
  /// No answer came before the deadline.
  case timedOut(Address)
  /// No way leads there.
  case unreachable(Address)
  /// The host's name has no address.
  case unresolved(Address)
  /// The process has no file descriptors left.
  case tooManyFiles(Address)
  /// The machine has no local port or no memory left, with the kernel's `errno`.
  case noRoom(Address, errno: Int32)

  package var description: String {
    switch self {
    case .refused(let address): "\(address) refused the connection: nobody listens there"
    case .timedOut(let address): "\(address) did not answer in time"
    case .unreachable(let address): "no way leads to \(address)"
    case .unresolved(let address): "\(address.host) has no address: nobody knows the name"
    case .tooManyFiles(let address):
      "no file descriptor is left to connect to \(address): raise the limit with ulimit -n"
    case .noRoom(let address, let errno):
      "no local port or memory is left to connect to \(address) (errno \(errno)): connect less"
    }
  }
}

/// Why an open connection can no longer be used.
package enum ConnectionError: Error, Equatable {
  /// The other side reset it.
  case reset
  /// This side closed it.
  case closed
}
