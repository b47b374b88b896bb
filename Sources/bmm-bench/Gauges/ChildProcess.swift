import CLinux
import Glibc
import World

/// Another program, run for us: its standard output, its CPU time and its memory.
final class ChildProcess {
  /// How a process ended: its exit code, or 128 and the number of the signal, as shells count.
  struct End: Equatable, Sendable {
    let code: Int32
    /// What it wrote to its standard output and was not read line by line.
    let output: String
    /// CPU time of the process and of those it waited for, kernel's included.
    let cpu: Duration
    /// The most memory that was ever resident; our own counts until the program has begun.
    let peakBytes: Int
  }

  /// Where its standard error goes.
  enum Errors: Sendable {
    /// To ours.
    case inherited
    /// Into its standard output.
    case merged
    /// Nowhere.
    case dropped
  }

  /// The process's number, until its end was awaited.
  let id: pid_t
  private let program: String
  private let descriptor: Int32
  /// The end of its standard input that is ours; none if it has no input.
  private let input: Int32
  private var unread: [UInt8] = []
  private var isAwaited = false

  /// Starts a program by its path, or by its name as a shell finds it, pinned to a core if given.
  init(
    _ program: String, _ arguments: [String], core: Int? = nil, errors: Errors = .inherited,
    takesInput: Bool = false
  ) throws(ChildProcessError) {
    var (ends, inputEnds): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe2(&ends, O_CLOEXEC) == 0, !takesInput || pipe2(&inputEnds, O_CLOEXEC) == 0 else {
      let reason = errno
      for end in ends where end >= 0 { close(end) }
      throw ChildProcessError(program, errno: reason)
    }
    defer { for end in [ends[1], inputEnds[0]] where end >= 0 { close(end) } }
    self.program = program
    descriptor = ends[0]
    input = inputEnds[1]
    do {
      id = try Self.onCore(core) { () throws(ChildProcessError) in
        try Self.spawn(program, arguments, input: inputEnds[0], output: ends[1], errors)
      }
    } catch {
      for end in [descriptor, input] where end >= 0 { close(end) }
      throw error
    }
  }

  /// A process that nobody waits for is ended.
  deinit {
    if !isAwaited {
      kill(id, SIGKILL)
      waitpid(id, nil, 0)
    }
    if input >= 0 { close(input) }
    close(descriptor)
  }

  /// Where its standard output is read, for whoever waits for several processes.
  var output: Int32 { descriptor }

  /// Writes a line to its standard input; whether it still listens shows in its output's end.
  func send(_ line: String) {
    var bytes = Array("\(line)\n".utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// The next line of its standard output, or nil at the end.
  func readLine() throws -> String? {
    while true {
      if let line = takeLine() { return line }
      guard try takeSome() else { return nil }
    }
  }

  /// The next line of what has been taken in; nil if none is whole.
  func takeLine() -> String? {
    guard let end = unread.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { unread.removeFirst(end + 1) }
    return String(decoding: unread[..<end], as: UTF8.self)
  }

  /// Sends it a signal.
  func signal(_ number: Int32) {
    kill(id, number)
  }

  /// Reads what is left of its output and waits for its end.
  func end() throws -> End {
    while try takeSome() {}
    var (status, usage) = (Int32(0), rusage())
    while wait4(id, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw ChildProcessError(program, errno: errno) }
      if Interruption.isRequested { throw Interrupted() }
    }
    isAwaited = true
    let signal = status & 0x7f
    let microseconds = Int64(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
    return End(
      code: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
      output: String(decoding: unread, as: UTF8.self),
      cpu: .seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + .microseconds(microseconds),
      peakBytes: usage.ru_maxrss * 1_024)
  }

  /// Waits for some of its output and takes it in; false at the end.
  func takeSome() throws -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count >= 0 {
        unread += chunk[..<count]
        return count > 0
      }
      guard errno == EINTR else { throw ChildProcessError(program, errno: errno) }
      if Interruption.isRequested { throw Interrupted() }
    }
  }

  /// A child inherits its parent's cores, so we go there for the moment of its start.
  private static func onCore(
    _ core: Int?, _ body: () throws(ChildProcessError) -> pid_t
  ) throws(ChildProcessError) -> pid_t {
    guard let core else { return try body() }
    let own = bmm_own_cores()
    guard bmm_move_to_cores(bmm_one_core(Int32(core))) == 0 else {
      throw ChildProcessError("core \(core)", errno: errno)
    }
    defer { _ = bmm_move_to_cores(own) }
    return try body()
  }

  private static func spawn(
    _ program: String, _ arguments: [String], input: Int32, output: Int32, _ errors: Errors
  ) throws(ChildProcessError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if input >= 0 {
      posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    switch errors {
    case .inherited: break
    case .merged: posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
    case .dropped:
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }
    // What a thread of ours blocks, a child would never hear of.
    var (attributes, none) = (posix_spawnattr_t(), sigset_t())
    sigemptyset(&none)
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var id = pid_t()
    let status = posix_spawnp(&id, program, &actions, &attributes, &words, environ)
    guard status == 0 else { throw ChildProcessError(program, errno: status) }
    return id
  }
}

/// Why a program could not be started or read.
struct ChildProcessError: Error, Equatable, CustomStringConvertible {
  let program: String
  let errno: Int32

  init(_ program: String, errno: Int32) {
    self.program = program
    self.errno = errno
  }

  var description: String { "\(program) cannot be run: \(String(cString: strerror(errno)))" }
}
