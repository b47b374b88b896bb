import FakeLLM

/// Reads recorded answers from disk.
enum CassetteFile {
  /// The cassette of one file; what is wrong in it is said with its line.
  static func read(_ path: String) throws(ScenarioError) -> Cassette {
    let bytes = try SourceFile.bytes(of: path, limit: FakeLLMLimits.cassetteBytes)
    do throws(CassetteError) {
      return try CassetteReader.read(bytes)
    } catch {
      throw ScenarioError(
        file: path, position: SourcePosition(line: error.line), message: error.message)
    }
  }

  /// All cassettes of a folder, by their file names without `.jsonl`.
  static func readAll(in folder: String) throws(ScenarioError) -> [String: Cassette] {
    let ending = ".jsonl"
    guard let files = SourceFolder.files(in: folder, endingIn: ending), !files.isEmpty else {
      throw ScenarioError(
        file: folder, position: nil, message: "is no folder with \(ending) files")
    }
    var cassettes: [String: Cassette] = [:]
    for file in files {
      let name = file.split(separator: "/").last ?? ""
      cassettes[String(name.dropLast(ending.count))] = try read(file)
    }
    return cassettes
  }
}
