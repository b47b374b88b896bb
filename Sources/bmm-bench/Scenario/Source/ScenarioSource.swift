/// Reads a scenario's document: the file, what it extends, and what the command line sets in it.
enum ScenarioSource {
  /// The key that names the file a scenario is built on.
  static let extends = "extends"

  /// The joined document of a file.
  static func read(
    _ path: String, setting settings: [SourceSetting] = []
  ) throws(ScenarioError) -> SourceNode {
    var node = try document(path, extendedBy: [])
    for setting in settings { node = try setting.applied(to: node) }
    return node
  }

  /// `chain` are the files on the way here, the outermost first.
  private static func document(
    _ path: String, extendedBy chain: [String]
  ) throws(ScenarioError) -> SourceNode {
    let (own, link) = try SourceFile.read(path).taking(extends)
    guard let link else { return own }
    let value = SourceValue(link, path: extends)
    let base = SourceFolder.path(of: try value.string(), besides: path)
    let chain = chain + [plain(path)]
    guard !chain.contains(plain(base)) else {
      let circle = (chain + [plain(base)]).joined(separator: " -> ")
      throw value.error("leads back to where it came from: \(circle)")
    }
    guard chain.count <= BenchLimits.extendsMax else {
      throw value.error("is more than \(BenchLimits.extendsMax) files deep; join some of them")
    }
    do throws(ScenarioError) {
      return own.merged(over: try document(base, extendedBy: chain))
    } catch  where error.position == nil && error.file == base {
      throw value.error("names \(base), which \(error.message)")
    }
  }

  /// A path without its detours, so that a circle is noticed: `a/../b` is `b`.
  private static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
