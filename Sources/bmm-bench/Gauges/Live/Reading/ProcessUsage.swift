import Glibc

/// What the kernel's books say of a process: the time it had a core for, and the memory it holds.
struct ProcessUsage: Equatable, Sendable {
  /// Seconds in its own code.
  var user: Double
  /// Seconds in the kernel on its behalf.
  var system: Double
  /// Bytes of memory that it holds.
  var residentBytes: Int
  /// Whether it has ended, and only its books are left.
  var hasEnded = false

  /// What it used since an earlier look; memory is a state, so the later one stands.
  func since(_ earlier: ProcessUsage) -> ProcessUsage {
    ProcessUsage(
      user: user - earlier.user, system: system - earlier.system, residentBytes: residentBytes,
      hasEnded: hasEnded)
  }

  /// Looks at a running process.
  static func of(_ process: Int32) throws(LiveGaugeError) -> ProcessUsage {
    let path = "/proc/\(process)/stat"
    guard let text = ProcFile.read(path),
      let usage = parse(
        text, ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))),
        pageBytes: Int(sysconf(Int32(_SC_PAGESIZE))))
    else { throw .unreadable(what: path, text: "") }
    return usage
  }

  /// Reads the line of `/proc/<pid>/stat` (proc(5)); nil when it is none.
  static func parse(_ text: String, ticksPerSecond: Double, pageBytes: Int) -> ProcessUsage? {
    // The name in brackets may hold spaces and brackets itself, so the last one counts.
    guard let bracket = text.lastIndex(of: ")") else { return nil }
    let fields = text[bracket...].dropFirst().split(whereSeparator: \.isWhitespace)
    // Behind the name stands field 3, the state: user time is 14, system time 15, pages 24.
    guard fields.count > 21, let user = Double(fields[11]), let system = Double(fields[12]),
      let pages = Int(fields[21])
    else { return nil }
    return ProcessUsage(
      user: user / ticksPerSecond, system: system / ticksPerSecond,
      residentBytes: pages * pageBytes, hasEnded: fields[0] == "Z" || fields[0] == "X")
  }
}
