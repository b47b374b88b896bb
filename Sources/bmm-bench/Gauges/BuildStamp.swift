import Glibc

/// Which program was measured.
struct BuildStamp: Equatable, Sendable {
  /// `release` or `debug`; figures of a debug build say nothing.
  let mode: String
  /// The commit of this project that the program was built of, with `+` if it may be another
  /// program (`Checkout` says how that is known); nil for one that lies in no checkout.
  let commit: String?

  /// Whether the compiler optimised.
  var isRelease: Bool { mode == "release" }

  /// This program. Whoever needs it asks before long work: what lies beside it may change.
  static let current = BuildStamp(mode: ownMode, commit: ownCommit())

  /// How this program was built.
  static var ownMode: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }

  /// Where the program lies counts, not where it was started: that may be anybody's repository.
  private static func ownCommit() -> String? {
    let link = "/proc/self/exe"
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(link, &target, target.count)
    let path = target.prefix(max(0, length)).map(UInt8.init(bitPattern:))
    // The time is asked of the link: of a program that was replaced meanwhile, it still has it.
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")), let built = FileTime(of: link) else {
      return nil
    }
    let folder = String(decoding: path[..<slash], as: UTF8.self)
    return Checkout(around: folder)?.commit(ofProgramBuiltAt: built)
  }
}
