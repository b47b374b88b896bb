/// How others fail to reach a host that is there, in a simulation.
package enum Absence: Sendable, Equatable {
  /// Nobody answers, as behind a firewall that drops: attempts end at their deadline.
  case silent
  /// A router says that no way leads there.
  case unroutable
  /// Its name has no address any more.
  case unresolved
}
