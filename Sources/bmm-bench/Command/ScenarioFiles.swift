/// Finds scenario files: a path is a file, or a folder whose `.json5` files count, in name order.
enum ScenarioFiles {
  /// The files behind the paths.
  static func find(_ paths: [String]) throws(ScenarioError) -> [String] {
    var files: [String] = []
    for path in paths { files += try find(path) }
    return files
  }

  /// Reads the scenarios behind the paths; their names must differ, since results lie by name.
  static func read(_ paths: [String]) throws(ScenarioError) -> [Scenario] {
    var scenarios: [Scenario] = []
    for file in try find(paths) {
      let scenario = try ScenarioDecoder.read(file)
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
