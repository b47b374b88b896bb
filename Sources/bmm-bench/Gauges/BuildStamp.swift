/// Which program was measured.
struct BuildStamp: Equatable, Sendable {
  /// `release` or `debug`; figures of a debug build say nothing.
  let mode: String
  /// The commit of the folder that the program was started in, with `+` if files differ from it.
  let commit: String?

  /// Whether the compiler optimised.
  var isRelease: Bool { mode == "release" }

  /// This program, and what git says of this folder.
  static func current() -> BuildStamp {
    BuildStamp(mode: ownMode, commit: ownCommit())
  }

  /// How this program was built.
  static var ownMode: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }

  private static func ownCommit() -> String? {
    guard let commit = git("rev-parse", "--short=12", "HEAD"), !commit.isEmpty else { return nil }
    let changes = git("status", "--porcelain", "--untracked-files=no") ?? ""
    return changes.isEmpty ? commit : "\(commit)+"
  }

  private static func git(_ arguments: String...) -> String? {
    let child = try? ChildProcess("git", arguments, errors: .dropped)
    guard let end = try? child?.end(), end.code == 0 else { return nil }
    return String(end.output.prefix { $0 != "\n" })
  }
}
