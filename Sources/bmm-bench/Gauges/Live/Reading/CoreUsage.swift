import Glibc

/// How long a core was busy with anything at all, to see what others took of it meanwhile.
struct CoreUsage: Equatable, Sendable {
  /// Seconds in which it ran something, another guest of the machine included.
  var busy: Double
  /// Seconds in all.
  var total: Double

  /// The use since an earlier look.
  func since(_ earlier: CoreUsage) -> CoreUsage {
    CoreUsage(busy: busy - earlier.busy, total: total - earlier.total)
  }

  /// The share of the core that went to others than a process which used so many seconds.
  func foreignShare(beside own: Double) -> Double {
    total > 0 ? max(0, busy - own) / total : 0
  }

  /// Looks at a core.
  static func of(_ core: Int) throws(LiveGaugeError) -> CoreUsage {
    guard let text = ProcFile.read("/proc/stat"),
      let usage = parse(text, core: core, ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))))
    else { throw .unreadable(what: "/proc/stat", text: "core \(core)") }
    return usage
  }

  /// Reads a core's line of `/proc/stat` (proc(5)); nil when there is none.
  static func parse(_ text: String, core: Int, ticksPerSecond: Double) -> CoreUsage? {
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.first == "cpu\(core)", fields.count > 8 else { continue }
      // user nice system idle iowait irq softirq steal; guests are contained in user and nice.
      let ticks = fields[1...8].map { Double($0) ?? 0 }
      let total = ticks.reduce(0, +)
      return CoreUsage(
        busy: (total - ticks[3] - ticks[4]) / ticksPerSecond, total: total / ticksPerSecond)
    }
    return nil
  }
}
