import Glibc

/// What libFuzzer is to try; its callback is a plain function, which can carry nothing along.
enum Chosen {
  /// From the environment, as libFuzzer starts itself again for some tasks with its own arguments.
  static let property = getenv("FUZZ_TARGET").flatMap {
    WireProperty(rawValue: String(cString: $0))
  }
}
