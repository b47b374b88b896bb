/// A repository in a folder of its own, which is gone after the test.
struct Repository {
  let folder: TemporaryFolder

  /// A repository with these files in its one commit.
  init(_ files: [(name: String, text: String)]) throws {
    folder = try TemporaryFolder()
    try git("init", "-q", "--template=")
    for file in files {
      let parts = file.name.split(separator: "/").dropLast()
      try run("mkdir", "-p", "./" + parts.joined(separator: "/"))
      try folder.write(file.text, to: file.name)
    }
    try git("add", ".")
    try git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "one")
  }

  /// The name of its commit, as long as it is.
  var commit: String { get throws { try git("rev-parse", "HEAD") } }

  /// Says when a file was last written, in seconds since 1970.
  func touch(_ name: String, at seconds: Int) throws {
    try run("touch", "-d", "@\(seconds)", name)
  }

  @discardableResult
  private func git(_ arguments: String...) throws -> String {
    try run(["git"] + arguments)
  }

  private func run(_ words: String...) throws { try run(words) }

  @discardableResult
  private func run(_ words: [String]) throws -> String {
    let end = try Program(words, in: folder.path, path: "/usr/bin/env").end()
    guard end.code == 0 else { throw Program.Failure(description: "\(words): \(end.errors)") }
    return String(end.output.prefix { $0 != "\n" })
  }
}
