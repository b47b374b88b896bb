import Foundation
import Testing

@testable import bmm_bench

struct PeersTests {
  /// Puts a shell script in a folder's place for a program.
  private func install(_ name: String, _ script: String, in folder: TemporaryFolder) throws {
    let path = try folder.write("#!/bin/sh\n\(script)\n", to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  @Test func `a peer is found with the first line that has a digit as its version`() throws {
    let folder = try TemporaryFolder()
    try install("nginx", "echo 'hello'; echo 'nginx version: nginx/9.8' >&2; echo 7", in: folder)
    let found = try #require(Peers(searchPath: "/nowhere:\(folder.path)").find(.nginx))
    #expect(found.path == "\(folder.path)/nginx")
    #expect(found.version == "nginx version: nginx/9.8")
  }

  @Test func `what is not there, may not be run or does not run is not found`() throws {
    let folder = try TemporaryFolder()
    try folder.write("#!/bin/sh\necho 1\n", to: "haproxy")
    try install("k6", "echo 1; exit 3", in: folder)
    let peers = Peers(searchPath: folder.path)
    for peer in [Peer.nginx, .haproxy, .k6] { #expect(peers.find(peer) == nil) }
  }

  @Test func `wrk complains behind its version, and is found nevertheless`() throws {
    let folder = try TemporaryFolder()
    try install("wrk", "echo 'wrk 4.1.0'; exit 1", in: folder)
    #expect(Peers(searchPath: folder.path).find(.wrk)?.version == "wrk 4.1.0")
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
