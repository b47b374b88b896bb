import Glibc
import Testing
import Wire

@testable import bmm_bench

struct ServeCommandTests {
  /// The ports of the base URLs that a served stack has printed, by role.
  private func ports(_ line: String, _ roles: [String]) throws -> [Int] {
    let ready = try JSONValue.parse(line)
    return try roles.map { role in
      let url = try #require(ready[role]?.stringValue, "\(line) has no \(role)")
      #expect(url.hasPrefix("http://127.0.0.1:"))
      return try #require(url.split(separator: ":").last.flatMap { Int($0) })
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `all roles answer, and a signal ends them cleanly`(signal: Int32) throws {
    let program = try Program(["serve", "all"])
    let line = try program.firstLine()
    let ports = try ports(line, ["edge", "service", "llm"])
    let healths = try ports.map {
      try LocalPort.get("/healthz", host: Stack.publicHost, port: $0)
    }
    #expect(healths[0].hasPrefix("HTTP/1.1 200 "), "\(healths[0])")
    #expect(healths[0].contains("cf-ray: "), "the edge has put its mark on it")
    #expect(healths[0].hasSuffix("{\"status\":\"ok\"}"))
    #expect(healths[1].hasPrefix("HTTP/1.1 200 "), "\(healths[1])")
    #expect(!healths[1].contains("cf-ray: "))
    #expect(healths[2].hasPrefix("HTTP/1.1 404 "), "the provider has no such page: \(healths[2])")
    program.signal(signal)
    let end = try program.end()
    #expect(end.code == ExitCode.success.rawValue)
    #expect(end.output == line + "\n", "one line of JSON and nothing else")
    #expect(end.errors.contains("ending; what runs has 30.0 s\n"))
  }

  @Test func `a session is shown for every plan`() throws {
    let program = try Program(["serve", "service"])
    let ready = try JSONValue.parse(try program.firstLine())
    #expect(ready.objectValue?.map(\.key) == ["service", "llm", "control", "sessions"])
    let sessions = try #require(ready["sessions"]?.objectValue)
    #expect(sessions.map(\.key) == ["hobby", "pro", "team", "enterprise"])
    #expect(sessions.allSatisfy { $0.value.stringValue?.hasPrefix("bmm_session=") == true })
    program.signal(SIGTERM)
    #expect(try program.end().code == ExitCode.success.rawValue)
  }

  /// What the control API says to a token, of a provider that serves in an environment.
  private func health(
    _ environment: [String: String], token: (String) -> String
  ) throws -> (token: String, answer: String) {
    let program = try Program(["serve", "llm"], environment: environment)
    let line = try program.firstLine()
    let printed = try #require(try JSONValue.parse(line)["control"]?.stringValue)
    let answer = try LocalPort.get(
      "/__fakellm/health", host: "127.0.0.1", port: try ports(line, ["llm"])[0],
      fields: ["authorization: Bearer \(token(printed))"])
    program.signal(SIGTERM)
    #expect(try program.end().code == ExitCode.success.rawValue)
    return (printed, answer)
  }

  @Test func `the printed token opens the control API, and no other does`() throws {
    let (first, answer) = try health([:]) { $0 }
    #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(answer)")
    #expect(first.utf8.count == 32)
    let (second, refusal) = try health([:]) { _ in first }
    #expect(refusal.hasPrefix("HTTP/1.1 401 "), "\(refusal)")
    #expect(first != second)
  }

  @Test func `the environment may set the token`() throws {
    let (token, answer) = try health(["BMM_CONTROL_TOKEN": "sixteen-letters!"]) { $0 }
    #expect(token == "sixteen-letters!" && answer.hasPrefix("HTTP/1.1 200 "))
  }

  @Test func `a token that is too short is 2`() throws {
    let end = try Program(["serve", "llm"], environment: ["BMM_CONTROL_TOKEN": "short"]).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(
      end.errors
        == "bmm-bench serve: BMM_CONTROL_TOKEN must have 16 to 256 visible ASCII characters\n")
  }

  @Test func `a cassette that cannot be read is 2, with its line`() throws {
    let folder = try TemporaryFolder()
    try folder.write("{}\n", to: "a.jsonl")
    let end = try Program(["serve", "llm", "--cassettes", "."], in: folder.path).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(
      end.errors.hasPrefix("bmm-bench serve: ./a.jsonl:1:1: is no head: a cassette begins with"))
  }

  @Test func `a taken port is 2 and one line that names the address`() throws {
    try LocalPort.withTaken { port in
      let end = try Program.run("serve", "llm", "--port", "\(port)")
      #expect(end.code == ExitCode.unusable.rawValue)
      #expect(end.output == "")
      #expect(
        end.errors == "bmm-bench serve: 127.0.0.1:\(port) is taken: choose another port, or 0 for "
          + "any free one\n")
    }
  }

  @Test(
    arguments: [
      (
        ["serve", "al"],
        "unknown role \"al\"; did you mean \"all\"? (roles: all, edge, service, llm)"
      ),
      (["serve", "edge", "--origin", "nowhere"], "\"nowhere\" is no address: write HOST:PORT"),
      (["serve", "edge", "--origin", "a:0"], "\"a:0\" is no address: write HOST:PORT"),
      (
        ["serve", "--scenario", "missing.json5"],
        "missing.json5: cannot be read: No such file or directory"
      ),
      (
        ["serve", "edge", "--scenario", "direct.json5"],
        "the scenario says edge: \"direct\", so there is no edge to serve"
      ),
    ])
  func `what cannot be served is 2 and one line`(arguments: [String], message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(ScenarioText.with("edge: 'direct'"), to: "direct.json5")
    let end = try Program(arguments, in: folder.path).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.output == "")
    #expect(end.errors == "bmm-bench serve: \(message)\n")
  }
}
