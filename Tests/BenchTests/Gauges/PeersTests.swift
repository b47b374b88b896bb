import Testing

@testable import bmm_bench

struct PeersTests {
  /// Puts a shell script in a folder's place for a program.
  ///
  /// A process of its own writes it: a file that another thread's child has inherited open for
  /// writing cannot be run ("text file busy").
  private func install(_ name: String, _ script: String, in folder: TemporaryFolder) throws {
    let source = try folder.write("#!/bin/sh\n\(script)\n", to: "\(name).txt")
    let arguments = ["-m", "755", source, "\(folder.path)/\(name)"]
    let end = try ChildProcess("/usr/bin/install", arguments).end()
    try #require(end.code == 0)
  }

  @Test(arguments: [
    (Peer.nginx, "nginx version: nginx/1.22.1", "1.22.1"),
    (.haproxy, "HAProxy version 2.6.12-1 2026/10/17 - https://example.org/", "2.6.12-1"),
    // Its name holds a digit.
    (.h2load, "h2load nghttp2/1.52.0", "1.52.0"),
    (.python3, "Python 3.11.7", "3.11.7"),
    (.k6, "hello\nk6 v1.1.0 (go1.24.2)", "v1.1.0"),
  ])
  func `a peer is found with its version, wherever it says so`(
    peer: Peer, text: String, version: String
  ) throws {
    let folder = try TemporaryFolder()
    try install(peer.program, "echo '\(text)' >&2", in: folder)
    let found = try #require(Peers(searchPath: "/nowhere:\(folder.path)").find(peer))
    #expect(found.path == "\(folder.path)/\(peer.program)")
    #expect(found.version == version)
  }

  @Test func `what is not there, may not be run or does not run is not found`() throws {
    let folder = try TemporaryFolder()
    try folder.write("#!/bin/sh\necho 1.0\n", to: "haproxy")
    try install("k6", "echo 1.0; exit 3", in: folder)
    let peers = Peers(searchPath: folder.path)
    for peer in [Peer.nginx, .haproxy, .k6] { #expect(peers.find(peer) == nil) }
  }

  @Test func `wrk complains behind its version, and is found nevertheless`() throws {
    let folder = try TemporaryFolder()
    try install("wrk", "echo 'wrk 4.1.0'; exit 1", in: folder)
    #expect(Peers(searchPath: folder.path).find(.wrk)?.version == "4.1.0")
  }

  @Test func `SimPy is a module: Python alone is not enough`() throws {
    let folder = try TemporaryFolder()
    try install("python3", "if [ $1 = -c ]; then exit 1; fi; echo Python 3.0", in: folder)
    let peers = Peers(searchPath: folder.path)
    #expect(peers.path(.python3) == "\(folder.path)/python3")
    #expect(peers.find(.simpy) == nil)
    try install("python3", "echo 4.1.2", in: folder)
    #expect(peers.find(.simpy)?.version == "4.1.2")
  }
}
