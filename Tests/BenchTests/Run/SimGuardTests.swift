import Foundation
import Testing
import World

@testable import bmm_bench

/// The guard stops whole processes, so each trial is one: `bmm-bench guard-test`.
@Suite struct SimGuardTests {
  private struct Ending {
    let output: String
    let complaint: String
    let status: Int32
    let wasKilled: Bool

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  private func trial(
    _ arguments: String..., with environment: [String: String] = [:]
  ) throws -> Ending {
    let process = Process()
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    process.executableURL = URL(filePath: own).deletingLastPathComponent()
      .appending(path: "bmm-bench")
    process.arguments = ["guard-test"] + arguments
    // The runtime's own report of a crash takes seconds and would hide ours.
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }.merging(environment) { $1 }
    let (output, complaint) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = complaint
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let said = complaint.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Ending(
      output: String(decoding: printed, as: UTF8.self),
      complaint: String(decoding: said, as: UTF8.self), status: process.terminationStatus,
      wasKilled: process.terminationReason == .uncaughtSignal)
  }

  @Test(arguments: [
    ("task", "a task left the simulated world: use world.spawn"),
    // Nobody drains the main queue: unguarded it would silently never run.
    ("main-actor", "a task left the simulated world: use world.spawn"),
    // The runtime's sleep asks Dispatch for a thread to wait on.
    ("sleep", "a thread was created in the simulated world"),
    ("thread", "a thread was created in the simulated world"),
  ])
  func `what leaves the world stops the program and is named`(name: String, words: String) throws {
    let ending = try trial(name)
    #expect(ending.wasKilled && ending.status == SIGABRT)
    #expect(ending.complaint.hasPrefix("bmm-bench: \(words)\n"))
    // The stack: whoever did it stands in our own executable.
    #expect(ending.complaint.contains("bmm-bench(+0x"))
  }

  @Test func `clocks of Swift, of the C library and of SQLite tell virtual time`() throws {
    let ending = try trial("clock")
    #expect(ending.status == 0)
    #expect(
      ending.lines == [
        "continuous 2.5", "suspending 2.5", "calendar 1777593602 2026-05-01 00:00:02",
      ])
  }

  @Test func `the system's random numbers come from the seed, in each of 5 processes`() throws {
    let first = try trial("random", "--seed", "7")
    #expect(first.status == 0 && Set(first.lines).count == 3)
    for _ in 1..<5 { #expect(try trial("random", "--seed", "7").output == first.output) }
    #expect(try Set(trial("random", "--seed", "8").lines).isDisjoint(with: first.lines))
  }

  @Test func `hashes, the order of sets and addresses are equal in each of 5 processes`() throws {
    let first = try trial("hashing")
    #expect(first.status == 0 && first.lines.count == 3)
    // Where the kernel does not let go of random addresses, the program has to say so.
    let areFixed = !first.complaint.contains("keeps addresses random")
    let count = areFixed ? 3 : 2
    for _ in 1..<5 {
      #expect(try trial("hashing").lines.prefix(count) == first.lines.prefix(count))
    }
  }

  @Test func `a refused second start is told of once, and the run goes on`() throws {
    // The variable says that this is the second start already.
    let refused = ["BMM_BENCH_SECOND_START": "1", "SWIFT_DETERMINISTIC_HASHING": "0"]
    let endings = try (0..<2).map { _ in try trial("hashing", with: refused) }
    for ending in endings {
      #expect(ending.status == 0)
      #expect(ending.complaint.split(separator: "\n").count == 1)
      #expect(ending.complaint.contains("SWIFT_DETERMINISTIC_HASHING=1"))
    }
    // What the guard prevents does happen without it.
    #expect(endings[0].lines != endings[1].lines)
  }

  @Test(arguments: [
    (["run", "a.json5"], true),
    (["run", "a.json5", "--world", "sim"], true),
    (["explore", "a.json5"], true),
    (["explore-worker"], true),
    (["guard-test", "task"], true),
    // Real time and threads are what live is for.
    (["run", "--world", "live", "a.json5"], false),
    (["run", "--world=live", "a.json5"], false),
    (["serve", "all"], false),
    (["check", "run"], false),
    ([], false),
  ])
  func `only commands that simulate prepare the process`(arguments: [String], expected: Bool) {
    #expect(SimGuard.simulates(arguments) == expected)
  }

  @Test func `a process that was not prepared, such as this one, is never guarded`() {
    #expect(SimGuard(Loop.simulated(SimOptions(seed: 1))) == nil)
  }
}
