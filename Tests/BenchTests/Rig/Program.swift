import Foundation
import Glibc
import World

@testable import bmm_bench

/// The built executable as a process of its own.
final class Program {
  /// How a process ended: its exit code, or 128 and the number of the signal, as shells count.
  struct End {
    var code: Int32
    var output: String
    var errors: String
  }

  /// Why a test cannot go on.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// How long a process may take; far more than any needs, so that a busy machine is no failure.
  static let patience = Duration.seconds(120)

  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []
  private let process = Process()
  private let streams = [Pipe(), Pipe()]
  private var openStreams: [Int]

  /// Starts the executable that was built with the tests, or another one, in a folder.
  init(
    _ arguments: [String], in folder: String = Project.root, path: String? = nil,
    environment additions: [String: String] = [:]
  ) throws {
    openStreams = [0, 1]
    process.executableURL = URL(fileURLWithPath: path ?? Self.path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = streams[0]
    process.standardError = streams[1]
    var environment = ProcessInfo.processInfo.environment
    // A crash is a result too, and its report would take a minute.
    environment["SWIFT_BACKTRACE"] = "enable=no"
    process.environment = environment.merging(additions) { $1 }
    try Self.withSignals { try process.run() }
  }

  /// Threads of a pool block all signals, and what they start would never see an interruption.
  private static func withSignals(_ body: () throws -> Void) rethrows {
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Starts the executable and waits for its end.
  static func run(
    _ arguments: String..., in folder: String = Project.root, path: String? = nil
  ) throws -> End {
    try Program(arguments, in: folder, path: path).end()
  }

  /// Waits for the end.
  func end() throws -> End {
    let watch = Stopwatch()
    while try readSome(within: .seconds(1)) {
      guard watch.elapsed < Self.patience else {
        throw failure("has not ended within \(Self.patience)")
      }
    }
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    return End(
      code: process.terminationStatus + (isSignal ? 128 : 0),
      output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self))
  }

  /// Waits for the first line on its standard output.
  func firstLine() throws -> String {
    try wait(for: "a line") { self.output.contains(UInt8(ascii: "\n")) }
    return String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// Waits until the process has that many sockets open.
  func waitForSockets(_ count: Int) throws {
    try wait(for: "\(count) sockets") { self.socketCount >= count }
  }

  /// Waits until the process has no more sockets open than that.
  func waitForSockets(atMost count: Int) throws {
    try wait(for: "at most \(count) sockets") { self.socketCount <= count }
  }

  func signal(_ number: Int32) {
    kill(process.processIdentifier, number)
  }

  /// Takes in output, looking again and again whether something is true of the process.
  private func wait(for something: String, until isThere: () -> Bool) throws {
    let watch = Stopwatch()
    while !isThere() {
      guard try readSome(within: .milliseconds(20)) else {
        throw failure("ended without \(something)")
      }
      guard watch.elapsed < Self.patience else { throw failure("did not get to \(something)") }
    }
  }

  /// Waits until the process has started that many others.
  func waitForChildren(_ count: Int) throws {
    try wait(for: "\(count) children") { self.children.count >= count }
  }

  /// The processes that its main thread has started and not awaited.
  var children: [pid_t] {
    let id = process.processIdentifier
    let list = try? String(contentsOfFile: "/proc/\(id)/task/\(id)/children", encoding: .utf8)
    return (list ?? "").split(separator: " ").compactMap { pid_t($0) }
  }

  /// How many sockets the process has open.
  var socketCount: Int {
    let folder = "/proc/\(process.processIdentifier)/fd"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.count { name in
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
      return target?.hasPrefix("socket:") == true
    }
  }

  /// Takes in what comes within a time; false once both streams have ended.
  private func readSome(within time: Duration) throws -> Bool {
    var polled = openStreams.map { index in
      pollfd(
        fd: streams[index].fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
    }
    poll(&polled, UInt(polled.count), Int32(time.seconds * 1000))
    for (index, entry) in zip(openStreams, polled) where entry.revents != 0 {
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = read(entry.fd, &chunk, chunk.count)
      if count <= 0 { openStreams.removeAll { $0 == index } }
      let bytes = chunk.prefix(max(0, count))
      if index == 0 { output += bytes } else { errors += bytes }
    }
    return !openStreams.isEmpty
  }

  private func failure(_ what: String) -> Failure {
    Failure(
      description: "the process \(what); errors: \(String(decoding: errors, as: UTF8.self))")
  }

  /// The executable lies beside the tests.
  static let path: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return tests.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/bmm-bench"
  }()

  /// The commit that it was built of; nil in a copy of the project without a repository.
  static var commit: String? {
    let folder = path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    return FileTime(of: path).flatMap { Checkout(around: folder)?.commit(ofProgramBuiltAt: $0) }
  }
}
