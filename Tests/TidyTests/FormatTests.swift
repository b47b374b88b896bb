import Foundation
import Testing

/// The formatter of the toolchain, run as the command that `make lint` runs.
@Suite struct FormatTests {
  /// Runs it over files or folders of the tree; `-` reads `input`.
  private func lint(_ paths: [String], input: String = "") throws -> (clean: Bool, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["swift", "format", "lint", "--strict", "--configuration", ".swift-format", "-r"] + paths
    process.currentDirectoryURL = SourceTree.root
    let (toProcess, fromProcess) = (Pipe(), Pipe())
    process.standardInput = toProcess
    process.standardOutput = fromProcess
    process.standardError = fromProcess
    try process.run()
    try toProcess.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try toProcess.fileHandleForWriting.close()
    // Read before waiting: a full pipe would hold the formatter for ever.
    let output = try fromProcess.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus == 0, String(decoding: output, as: UTF8.self))
  }

  @Test func `the tree is formatted`() throws {
    let result = try lint(["Package.swift", "Sources", "Tests"])
    #expect(result.clean, "run make format:\n\(result.output)")
  }

  @Test(arguments: [
    ("let one = 1\n", true),
    // Wrong spacing and a semicolon: a formatter that is not there or not strict would pass it.
    ("let   one=1;\n", false),
  ])
  func `the formatter tells tidy code from untidy`(text: String, isClean: Bool) throws {
    #expect(try lint(["-"], input: text).clean == isClean)
  }
}
