/// A checkout of this project: the folder that has its manifest beside a repository.
struct Checkout {
  /// What tells our manifest from any other.
  private static let manifest = "let package = Package(\n  name: \"bmm-bench\","
  /// What programs are built from, as endings of the files in `Sources`.
  private static let endings = [".swift", ".c", ".h", ".modulemap"]
  /// Digits of a commit.
  private static let digits = 12

  private let root: String

  /// The repository that a folder lies in; nil if it lies in none, or in that of something else.
  init?(around folder: String) {
    var root = folder
    while !SourceFolder.exists("\(root)/.git") {
      guard let slash = root.lastIndex(of: "/") else { return nil }
      root = String(root[..<slash])
    }
    guard let bytes = try? SourceFile.bytes(of: "\(root)/Package.swift"),
      String(decoding: bytes, as: UTF8.self).contains(Self.manifest)
    else { return nil }
    self.root = root
  }

  /// The commit that a program was built of, with `+` unless it is that commit's as far as can be
  /// seen; nil without git.
  ///
  /// It is not if a source differs from the commit, or was written after the program: a build would
  /// make another program now. A checkout of another commit writes each file in which the two
  /// differ. What cannot be seen is a source that was changed or checked out while the build ran,
  /// got an old time on purpose, or is gone without a trace: one that was never committed, or whose
  /// removal is all that a checkout did. Nor can a program that was copied here from elsewhere.
  func commit(ofProgramBuiltAt time: FileTime) -> String? {
    // An identity and a state in one process. Paths are given since a hook's environment names
    // its own repository.
    let sources = ["Package.swift"] + Self.endings.map { "Sources/*\($0)" }
    let state = git(
      ["status", "--porcelain=v2", "--branch", "--no-ahead-behind", "--untracked-files=all", "--"]
        + sources)
    let lines = (state ?? "").split(separator: "\n")
    let mark = "# branch.oid "
    guard let head = lines.first(where: { $0.hasPrefix(mark) })?.dropFirst(mark.count),
      head.allSatisfy(\.isHexDigit)
    else { return nil }
    let isSame = lines.allSatisfy { $0.hasPrefix("#") } && !hasSources(after: time)
    return head.prefix(Self.digits) + (isSame ? "" : "+")
  }

  private func hasSources(after time: FileTime) -> Bool {
    ["Package.swift", "Sources"].contains { Self.hasSources("\(root)/\($0)", after: time) }
  }

  private static func hasSources(_ path: String, after time: FileTime) -> Bool {
    if let entries = SourceFolder.files(in: path, endingIn: "") {
      // What is hidden is no source, and the folder itself and the one above are no entries.
      return entries.contains {
        !$0.dropFirst(path.count + 1).hasPrefix(".") && hasSources($0, after: time)
      }
    }
    return endings.contains(where: path.hasSuffix) && FileTime(of: path).map { $0 > time } ?? false
  }

  private func git(_ arguments: [String]) -> String? {
    let place = ["--no-optional-locks", "-C", root, "--git-dir=.git", "--work-tree=."]
    let child = try? ChildProcess("git", place + arguments, errors: .dropped)
    guard let end = try? child?.end(), end.code == 0 else { return nil }
    return end.output
  }
}
