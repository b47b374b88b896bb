/// A text file of the repository as the rules see it.
struct SourceFile: Sendable {
  /// From the root of the repository, with slashes.
  let path: String
  /// Without line ends.
  let lines: [Substring]
  /// Nil when it is no Swift file.
  let code: SwiftCode?

  init(path: String, text: String) {
    self.path = path
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    self.lines = lines
    code = path.hasSuffix(".swift") ? SwiftCode(text) : nil
  }

  /// Part of the product, not of its tests.
  var isSource: Bool { path.hasPrefix("Sources/") }

  /// Part of the tests.
  var isTest: Bool { path.hasPrefix("Tests/") }

  /// The module it belongs to; empty outside of modules.
  var module: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  /// The last part of the path, without the ending.
  var baseName: String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.split(separator: ".").first ?? "")
  }
}
