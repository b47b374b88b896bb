import Glibc
import Testing

@testable import bmm_bench

struct ResultStreamTests {
  @Test func `a full device is told, and nothing is written behind it`() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    let stream = ResultStream(descriptor)
    #expect(stream.failure == nil)
    stream.write([1])
    #expect(stream.failure == "standard output cannot be written: No space left on device")
    let folder = try TemporaryFolder()
    let file = open(try folder.write("", to: "file"), O_WRONLY)
    defer { close(file) }
    dup2(file, descriptor)
    stream.write([1])
    #expect(try folder.text("file") == "")
  }

  @Test(arguments: [["schema"], ["completions", "bash"], ["--version"], ["run", "--help"]])
  func `a command whose output nobody gets ends with 2`(arguments: [String]) throws {
    let words = ([Program.path] + arguments).map(ShellWord.quoted).joined(separator: " ")
    let end = try Program(["-c", "\(words) > /dev/full"], path: "/bin/sh").end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(
      end.errors == "bmm-bench: standard output cannot be written: No space left on device\n")
  }

  @Test func `a run whose summary nobody gets has its files all the same`() throws {
    let folder = try TemporaryFolder()
    try folder.write(ScenarioText.with(), to: "a.json5")
    let run = "\(ShellWord.quoted(Program.path)) run a.json5 --out out --junit j.xml"
    let end = try Program(["-c", "\(run) > /dev/full"], in: folder.path, path: "/bin/sh").end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(folder.names == ["a.json5", "j.xml", "out"])
  }
}
