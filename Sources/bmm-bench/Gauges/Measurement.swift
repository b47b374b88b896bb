import World

/// All that one `bmm-bench measure` found out.
struct Measurement: Sendable {
  /// A gauge that could not measure, and why.
  struct Failure: Equatable, Sendable {
    let gauge: String
    let reason: String
  }

  /// When it began.
  let date: WallTime
  /// The program that was measured.
  let build: BuildStamp
  /// Where it ran.
  let machine: Machine
  /// The peers that are installed.
  let peers: [Peers.Found]
  /// The figures, in the order of their gauges.
  var figures: [Figure] = []
  /// What is missing among them.
  var failures: [Failure] = []

  /// The peers that are not installed.
  var missingPeers: [Peer] {
    Peer.allCases.filter { peer in !peers.contains { $0.peer == peer } }
  }
}
