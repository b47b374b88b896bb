import Glibc
import Testing
import World

@testable import bmm_bench

struct ChildProcessTests {
  private func shell(
    _ script: String, core: Int? = nil, errors: ChildProcess.Errors = .dropped
  ) throws -> ChildProcess {
    try ChildProcess("sh", ["-c", script], core: core, errors: errors)
  }

  @Test func `lines are read one by one, and the rest is the end's`() throws {
    let child = try shell("printf 'one\\n\\nthree\\nfour'; exit 7")
    #expect(try child.readLine() == "one")
    #expect(try child.readLine() == "")
    let end = try child.end()
    #expect(end.output == "three\nfour")
    #expect(end.code == 7)
  }

  @Test func `output beyond a pipe's room is read whole`() throws {
    let end = try shell("head -c 300000 /dev/zero").end()
    #expect(end.output.utf8.count == 300_000)
  }

  @Test func `standard error goes where it was sent`() throws {
    #expect(try shell("echo a; echo b >&2", errors: .merged).end().output == "a\nb\n")
    #expect(try shell("echo a; echo b >&2", errors: .dropped).end().output == "a\n")
  }

  @Test func `a signal ends it with the code that shells count`() throws {
    let child = try shell("echo ready; exec sleep 600")
    #expect(try child.readLine() == "ready")
    child.signal(SIGTERM)
    #expect(try child.end().code == 128 + SIGTERM)
  }

  @Test func `nobody who is let go of runs on`() throws {
    let id: pid_t
    do {
      let child = try shell("exec sleep 600")
      id = child.id
      #expect(kill(id, 0) == 0)
      withExtendedLifetime(child) {}
    }
    #expect(kill(id, 0) != 0)
  }

  @Test func `its CPU time and memory are its own`() throws {
    let end = try shell("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done").end()
    #expect(end.cpu > .zero && end.cpu < .seconds(60))
    #expect(end.peakBytes > 100_000)
  }

  @Test func `a core is the child's alone`() throws {
    let allowed = "grep Cpus_allowed_list /proc/self/status"
    let before = try shell(allowed).end().output
    #expect(try shell(allowed, core: 0).end().output == "Cpus_allowed_list:\t0\n")
    #expect(try shell(allowed).end().output == before)
  }

  @Test func `a program that does not exist is an error that names it`() {
    let error = #expect(throws: ChildProcessError.self) { try ChildProcess("/no/program", []) }
    #expect(error?.description == "/no/program cannot be run: No such file or directory")
  }
}
