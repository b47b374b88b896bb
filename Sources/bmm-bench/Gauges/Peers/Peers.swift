import Glibc

/// Which peers this machine has.
struct Peers: Sendable {
  /// A peer that is installed.
  struct Found: Equatable, Sendable {
    let peer: Peer
    let path: String
    /// The line in which it names its version.
    let version: String
  }

  /// Those that are installed, in the order of their list.
  let found: [Found]

  /// Looks through the folders of a search path, such as the environment's.
  static func find(in searchPath: String) -> Peers {
    Peers(found: Peer.allCases.compactMap { peer in find(peer, in: searchPath) })
  }

  /// Looks where a shell would.
  static func find() -> Peers {
    find(in: getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin")
  }

  /// The path of a peer, or nil if it is not installed.
  func path(_ peer: Peer) -> String? {
    found.first { $0.peer == peer }?.path
  }

  /// Those that are not installed.
  var missing: [Peer] {
    Peer.allCases.filter { path($0) == nil }
  }

  private static func find(_ peer: Peer, in searchPath: String) -> Found? {
    for folder in searchPath.split(separator: ":") {
      let path = "\(folder)/\(peer.program)"
      guard access(path, X_OK) == 0 else { continue }
      return version(of: peer, at: path).map { Found(peer: peer, path: path, version: $0) }
    }
    return nil
  }

  /// A program that cannot tell its version does not run here, or is a module that is missing.
  private static func version(of peer: Peer, at path: String) -> String? {
    let child = try? ChildProcess(path, peer.versionArguments, errors: .merged)
    guard let end = try? child?.end() else { return nil }
    // wrk tells its version and then complains that there is no address.
    guard end.code == 0 || peer == .wrk else { return nil }
    let lines = end.output.split(separator: "\n")
    return lines.first { $0.contains(where: \.isNumber) }.map(String.init)
  }
}
