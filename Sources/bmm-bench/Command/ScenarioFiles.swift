/// Finds scenario files: a path is a file, or a folder whose `.json5` files count, in name order.
enum ScenarioFiles {
  /// The flag of the seed.
  static let seedFlag = FlagSpec(
    name: "seed", kind: .integer(0...Int.max),
    help: "the root of all chance, instead of the scenario's own")

  /// The flag by which the command line goes before what files say.
  static let setFlag = FlagSpec(
    name: "set", kind: .text(placeholder: "PATH=VALUE"), presence: .repeated,
    help: "puts a value into the scenario: users.0.arrivals.closed=3, service.era=streaming; "
      + "null takes a key away")

  /// What `--set` was given.
  static func settings(_ flags: Flags) throws(ScenarioError) -> [SourceSetting] {
    var settings: [SourceSetting] = []
    for text in flags.texts(setFlag.name) { settings.append(try SourceSetting(text)) }
    return settings
  }

  /// The files behind the paths.
  static func find(_ paths: [String]) throws(ScenarioError) -> [String] {
    var files: [String] = []
    for path in paths { files += try find(path) }
    return files
  }

  /// Reads the scenarios behind the paths; their names must differ, since results lie by name.
  static func read(
    _ paths: [String], setting settings: [SourceSetting] = []
  ) throws(ScenarioError) -> [Scenario] {
    var scenarios: [Scenario] = []
    for file in try find(paths) {
      let scenario = try ScenarioDecoder.read(file, setting: settings)
      if let twin = scenarios.first(where: { $0.name == scenario.name }) {
        throw ScenarioError(
          file: file, position: nil,
          message: "has the name \"\(scenario.name)\", which \(twin.file) has: choose another")
      }
      scenarios.append(scenario)
    }
    return scenarios
  }

  private static func find(_ path: String) throws(ScenarioError) -> [String] {
    // Whatever is wrong with a file is said by the one who reads it.
    guard let files = SourceFolder.files(in: path, endingIn: ".json5") else { return [path] }
    guard !files.isEmpty else {
      throw ScenarioError(file: path, position: nil, message: "holds no .json5 file")
    }
    return files
  }
}
