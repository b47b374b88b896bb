import Testing

@testable import bmm_bench

struct CheckoutTests {
  private static let built = FileTime(seconds: 2_000_000_000)

  /// A project like this one, all of whose files are from before the program was built.
  private func repository(manifest: String? = nil) throws -> Repository {
    let manifest = try manifest ?? Project.text("Package.swift")
    let repository = try Repository([
      ("Package.swift", manifest), ("Sources/A/a.swift", "1"), ("Sources/C/c.c", "2"),
      ("docs/a.md", "3"),
    ])
    for name in ["Package.swift", "Sources/A/a.swift", "Sources/C/c.c"] {
      try repository.touch(name, at: 1_999_999_999)
    }
    return repository
  }

  private func commit(of repository: Repository, in folder: String = "") throws -> String? {
    Checkout(around: repository.folder.path + folder)?.commit(ofProgramBuiltAt: Self.built)
  }

  @Test func `a program that is newer than all sources is of the commit`() throws {
    let repository = try repository()
    let own = try String(repository.commit.prefix(12))
    #expect(own.count == 12)
    #expect(try commit(of: repository) == own)
    #expect(try commit(of: repository, in: "/.build/debug") == own)
    // What is no source says nothing of the program.
    try repository.folder.write("other", to: "docs/a.md")
    try repository.folder.write("", to: "Sources/A/.a.swift.swp")
    #expect(try commit(of: repository) == own)
  }

  @Test(arguments: ["Package.swift", "Sources/A/a.swift", "Sources/C/c.c"])
  func `a program that is older than a source is not`(name: String) throws {
    let repository = try repository()
    let own = try String(repository.commit.prefix(12))
    try repository.touch(name, at: 2_000_000_001)
    #expect(try commit(of: repository) == own + "+")
    try repository.touch(name, at: 2_000_000_000)
    #expect(try commit(of: repository) == own)
  }

  @Test(arguments: ["Sources/A/a.swift", "Sources/A/new.swift"])
  func `a source that differs from the commit, or is in none, shows`(name: String) throws {
    let repository = try repository()
    try repository.folder.write("other", to: name)
    try repository.touch(name, at: 1_999_999_999)
    #expect(try commit(of: repository) == String(repository.commit.prefix(12)) + "+")
  }

  @Test func `a repository of something else is none, and neither is a folder`() throws {
    let other = try repository(manifest: "let package = Package(\n  name: \"other\")")
    #expect(Checkout(around: other.folder.path) == nil)
    #expect(Checkout(around: try Repository([("a", "b")]).folder.path) == nil)
    #expect(Checkout(around: try TemporaryFolder().path) == nil)
    #expect(Checkout(around: "") == nil)
  }

  @Test func `where the program was started, and for whom, says nothing of it`() throws {
    let stranger = try Repository([("x.json5", ScenarioText.with())])
    let path = stranger.folder.path
    // Git sets these for its hooks.
    let hook = ["GIT_DIR": "\(path)/.git", "GIT_WORK_TREE": path]
    for environment in [[:], hook] {
      let end = try Program(
        ["run", "x.json5", "--out", "out"], in: path, environment: environment
      ).end()
      #expect(end.code == ExitCode.success.rawValue, "\(end.errors)")
      let bench = try stranger.folder.json("out/x/result.json")["bench"]
      #expect(bench?["commit"]?.stringValue == Program.commit)
    }
    let theirs = try stranger.commit
    let end = try Program(["replay", "x.json5", "--commit", theirs], in: path).end()
    #expect(end.errors.contains("warning: the line is of commit \(theirs), this is "))
  }
}
