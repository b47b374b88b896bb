import Foundation

/// All text files of the repository that git could track, in the order of their paths.
enum SourceTree {
  /// Found from the place of this file, so that the tests may run from anywhere.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let files: [SourceFile] = load()

  private static func load() -> [SourceFile] {
    let keys: [URLResourceKey] = [.isDirectoryKey]
    guard let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: keys)
    else { return [] }
    var files: [SourceFile] = []
    for case let url as URL in walk {
      let path = String(url.standardizedFileURL.path.dropFirst(root.path.count + 1))
      if isIgnored(path) {
        walk.skipDescendants()
      } else if let text = try? String(contentsOf: url, encoding: .utf8) {
        files.append(SourceFile(path: path, text: text))
      }
    }
    return files.sorted { $0.path < $1.path }
  }

  /// What `.gitignore` names; none of it is part of the project.
  private static func isIgnored(_ path: String) -> Bool {
    path == ".git" || path == ".venv" || path == "Results/runs" || path.hasPrefix(".build")
      || path.hasSuffix(".profraw")
  }
}
