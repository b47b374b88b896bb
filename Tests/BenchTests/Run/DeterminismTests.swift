import Foundation
import Testing

@testable import bmm_bench

/// Equal scenario and seed, equal run: in this process, in another, in another build.
struct DeterminismTests {
  private static let release = ProcessInfo.processInfo.environment["BMM_RELEASE_BENCH"]

  /// The mixed load with fewer users, since a debug build is slow: stalls, shares, leaving users.
  private static func mixedLoad() throws -> String {
    let whole = try String(contentsOfFile: Project.path("smoke/mixed-load"), encoding: .utf8)
    let small = whole.replacing("count: 30", with: "count: 3")
      .replacing("closed: 10", with: "closed: 2")
    try #require(small.count < whole.count - 3, "the counts of the mixed load have changed")
    return small
  }

  private func write(_ name: String, to folder: TemporaryFolder) throws -> String {
    guard name == "mixed-load" else { return Project.path(name) }
    return try folder.write(try Self.mixedLoad(), to: "mixed-load.json5")
  }

  /// The digest of a run in a process of its own.
  private func digest(
    of file: String, seed: UInt64, _ folder: TemporaryFolder, path: String? = nil
  ) throws -> String {
    let end = try Program.run(
      "run", file, "--seed", "\(seed)", "--out", folder.path, path: path)
    try #require(end.code == 0, "\(end.output)\(end.errors)")
    let name = try ScenarioDecoder.read(file).name
    return try #require(try folder.json("\(name)/result.json")["digest"]?.stringValue)
  }

  @Test(arguments: ["mixed-load", "history/4-4096-90s"], [1, 2, 3] as [UInt64])
  func `five processes and this one have the same digest`(name: String, seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let file = try write(name, to: folder)
    let expected = try ScenarioDecoder.read(file).changed { $0.seed = seed }.run().digest
    for _ in 1...5 {
      #expect(try digest(of: file, seed: seed, folder) == expected)
    }
  }

  @Test(arguments: ["mixed-load", "history/4-4096-90s"])
  func `in one process a seed has one digest, and another seed another`(name: String) throws {
    let folder = try TemporaryFolder()
    let scenario = try ScenarioDecoder.read(try write(name, to: folder))
    let digests = try [1, 1, 2, 3].map { seed in
      try #require(try scenario.changed { $0.seed = seed }.run().digest)
    }
    #expect(digests[0] == digests[1])
    #expect(Set(digests).count == 3)
  }

  @Test func `every scenario of the history has a digest of its own`() throws {
    let cheap = Project.names(in: "history").prefix(6)
    let digests = try cheap.map { try #require(try Project.scenario($0).run().digest) }
    #expect(Set(digests).count == cheap.count)
  }

  @Test(
    .enabled(if: release != nil, "BMM_RELEASE_BENCH names the release program; make test sets it"),
    arguments: ["mixed-load", "history/4-4096-90s"])
  func `the release build has the digest of the debug build`(name: String) throws {
    let folder = try TemporaryFolder()
    let file = try write(name, to: folder)
    let path = try #require(Self.release)
    #expect(
      try digest(of: file, seed: 1, folder, path: path) == digest(of: file, seed: 1, folder))
  }
}
