/// When the requests of a group are planned, as offsets from the start of the group.
///
/// An arrival process neither waits nor reads a clock. Latency is counted from what it returns, so
/// a generator that falls behind cannot hide the delay (coordinated omission).
protocol ArrivalProcess {
  /// The next planned start; never before the previous one; nil once and for all at the end.
  mutating func next() -> Duration?
}
