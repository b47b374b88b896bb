/// A scenario that is explored, and from which seed on.
struct ExploredFile: Equatable, Sendable {
  let name: String
  /// Its path.
  let file: String
  /// What is set in it, as `--set` has it.
  let settings: [String]
  let firstSeed: UInt64
  /// Whether the swarm among the settings is ours, which a plain run of the file has not.
  var addsSwarm = false

  /// The line that runs one of its seeds again, and shows what happened.
  func repetition(seed: UInt64) -> String {
    RepeatLine(
      file: file, seed: seed, settings: settings, isLive: false, timeScale: nil, shard: nil
    ).replay
  }
}

extension ExploredFile {
  /// What turns the swarm on.
  private static let swarm = "chaos.swarm=true"

  /// Reads a scenario; each of its seeds draws how unkind the machine is, unless the file says
  /// itself how that is, or the user wants none.
  init(
    _ file: String, setting settings: [SourceSetting], seed: UInt64?, swarms: Bool
  ) throws(ScenarioError) {
    let document = try ScenarioSource.read(file, setting: settings)
    let chaos = SourcePath().key("chaos")
    let isSaid = ["swarm", "schedule", "stalls"].contains {
      document.node(at: chaos.key($0)) != nil
    }
    let added = swarms && !isSaid ? [try SourceSetting(Self.swarm)] : []
    let scenario = try ScenarioDecoder.read(file, setting: settings + added)
    self.init(
      name: scenario.name, file: file, settings: scenario.settings,
      firstSeed: seed ?? scenario.seed, addsSwarm: !added.isEmpty)
  }
}
