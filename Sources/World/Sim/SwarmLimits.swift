/// Between which bounds a swarm draws how often a fault strikes, and how hard.
package enum SwarmLimits {
  /// The share of seeds that are spared a fault: some bugs show only where all else goes well.
  package static let sparedSeeds = 1.0 / 3
  /// The least share of resumptions, statements or segments that a drawn fault strikes.
  package static let leastShare = 0.001
  /// The largest share of resumptions that stall; 10 % found most in a trial (history, decision 4).
  package static let stallShare = 0.2
  /// The longest stall of a seed, in seconds.
  package static let stallSeconds = 0.001...0.5
  /// The largest share of slow statements.
  package static let slowShare = 0.1
  /// How many times as long a slow statement takes; 0.4 ms become 0.8 ms to 80 ms.
  package static let slowFactor = 2.0...200.0
  /// The largest share of late segments; each holds up those behind it.
  package static let lateShare = 0.1
  /// By how many medians of its link a late segment is late at most.
  package static let lateMedians = 50.0
}
