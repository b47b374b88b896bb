import Testing

@testable import bmm_bench

/// A short form of `make kill-proof`; the simulated kills know each moment better.
struct KillProofTests {
  @Test(.enabled(if: Peers().path(.python3) != nil, "Python is not installed"))
  func `what the served service has acknowledged survives SIGKILL`() throws {
    let script = "\(Project.root)/scripts/kill-proof"
    let end = try Program.run("--rounds", "5", "--program", Program.path, path: script)
    #expect(end.code == ExitCode.success.rawValue, "\(end.errors)")
    #expect(end.output.hasPrefix("5 kills survived: "))
  }
}
