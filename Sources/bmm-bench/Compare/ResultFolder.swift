/// Finds results: a path is a file, the folder of a scenario, or a folder of such folders.
enum ResultFolder {
  /// The results behind a path, in the order of their folders' names.
  static func read(_ path: String) throws -> [MergeRules.Part] {
    let own = "\(path)/\(ResultFile.name)"
    guard let entries = SourceFolder.files(in: path, endingIn: "") else { return [try part(path)] }
    if SourceFolder.exists(own) { return [try part(own)] }
    // Names with a dot are the folder itself, the one above, and what is still being written.
    let files = entries.filter { $0.split(separator: "/").last?.first != "." }
      .map { "\($0)/\(ResultFile.name)" }.filter(SourceFolder.exists)
    guard !files.isEmpty else { throw CompareError.empty(folder: path) }
    return try files.map(part)
  }

  /// The one result behind a path; several are refused with their names.
  static func only(in path: String) throws -> MergeRules.Part {
    let parts = try read(path)
    guard parts.count == 1 else { throw CompareError.several(files: parts.map(\.file)) }
    return parts[0]
  }

  private static func part(_ file: String) throws -> MergeRules.Part {
    (file, try ResultReader.read(file))
  }
}
