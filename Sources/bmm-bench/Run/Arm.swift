/// The two worlds a scenario can run in.
enum Arm: String, CaseIterable, Sendable {
  /// Virtual time and a network in memory.
  case sim
  /// Real time and real sockets on this machine.
  case live
}
