@testable import bmm_bench

/// The scenario files that come with the project.
enum Project {
  /// The project's folder, four levels above this file.
  static let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

  /// The names of the scenario files in a folder, such as `history/1-opus-sync`.
  static func names(in folder: String) -> [String] {
    let files = (try? ScenarioFiles.find(["\(root)/Scenarios/\(folder)"])) ?? []
    return files.map { file in
      "\(folder)/" + String(file.split(separator: "/").last?.dropLast(".json5".count) ?? "")
    }
  }

  /// The path of a scenario file.
  static func path(_ name: String) -> String {
    "\(root)/Scenarios/\(name).json5"
  }

  /// The decoded scenario of a file.
  static func scenario(_ name: String) throws(ScenarioError) -> Scenario {
    try ScenarioDecoder.read(path(name))
  }

  /// The text of a file of the project, such as a page of `docs`.
  static func text(_ path: String) throws(ScenarioError) -> String {
    String(decoding: try SourceFile.bytes(of: "\(root)/\(path)"), as: UTF8.self)
  }
}
