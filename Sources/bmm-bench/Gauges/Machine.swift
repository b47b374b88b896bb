import Glibc

/// The machine that figures belong to.
struct Machine: Equatable, Sendable {
  /// The processor's own name.
  let processor: String
  /// Cores that are switched on.
  let cores: Int
  /// The kernel's name and release.
  let kernel: String

  /// This machine.
  static func current() -> Machine {
    Machine(
      processor: processor(in: ProcFile.read("/proc/cpuinfo") ?? ""),
      cores: sysconf(Int32(_SC_NPROCESSORS_ONLN)),
      kernel: "Linux " + (ProcFile.read("/proc/sys/kernel/osrelease")?.prefix { $0 != "\n" } ?? ""))
  }

  /// The first processor's name, as Linux lists it.
  static func processor(in text: String) -> String {
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].hasPrefix("model name") else { continue }
      return String(parts[1].drop { $0 == " " })
    }
    return "unknown"
  }
}
