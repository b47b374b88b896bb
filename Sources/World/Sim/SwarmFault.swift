/// What a swarm draws per seed; each has a stream of its own, so leaving one out moves no other.
package enum SwarmFault: String, Sendable, CaseIterable {
  /// In which order ready tasks run.
  case schedule
  /// Resumptions that have to wait.
  case stalls
  /// Work on lanes that takes far longer than its cost.
  case slowStatements
  /// Segments that take far longer than their link's latency.
  case lateSegments
}
