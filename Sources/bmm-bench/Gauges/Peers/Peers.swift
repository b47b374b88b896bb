import Glibc

/// Looks for peers on this machine, each when it is asked for.
struct Peers: Sendable {
  /// A peer that is installed.
  struct Found: Equatable, Sendable {
    let peer: Peer
    let path: String
    /// Its version, as it says itself.
    let version: String
  }

  /// The folders to look in, with colons between them.
  let searchPath: String

  /// Looks where a shell would, or in other folders.
  init(searchPath: String? = nil) {
    self.searchPath = searchPath ?? getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
  }

  /// A peer that is installed and tells its version, or nil.
  func find(_ peer: Peer) -> Found? {
    for folder in searchPath.split(separator: ":") {
      let path = "\(folder)/\(peer.program)"
      guard access(path, X_OK) == 0 else { continue }
      return Self.version(of: peer, at: path).map { Found(peer: peer, path: path, version: $0) }
    }
    return nil
  }

  /// The path of a peer, or nil if it is not installed.
  func path(_ peer: Peer) -> String? {
    find(peer)?.path
  }

  /// A program that cannot tell its version does not run here, or is a module that is missing.
  private static func version(of peer: Peer, at path: String) -> String? {
    let child = try? ChildProcess(path, peer.versionArguments, errors: .merged)
    guard let end = try? child?.end() else { return nil }
    // wrk tells its version and then complains that there is no address.
    guard end.code == 0 || peer == .wrk else { return nil }
    // "nginx version: nginx/1.22.1": the name may hold a digit, as h2load's does, but no point.
    let words = end.output.split { " /\n".contains($0) }
    return words.first { $0.contains(".") && $0.contains(where: \.isNumber) }.map(String.init)
  }
}
