import Foundation
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

  /// What a provider says about a model, by OpenAI's list.
  private func model(_ name: String, _ arguments: [String] = []) throws -> String {
    let program = try Program(["serve", "llm"] + arguments)
    let port = try ports(try program.firstLine(), ["llm"])[0]
    let answer = try LocalPort.get(
      "/v1/models/\(name)", host: "127.0.0.1", port: port, fields: ["authorization: Bearer sk-1"])
    program.signal(SIGTERM)
    #expect(try program.end().code == ExitCode.success.rawValue)
    return answer
  }

  @Test func `without a scenario newer models answer too, and say where the limits stand`() throws {
    let known = try model("gpt-6")
    #expect(known.hasPrefix("HTTP/1.1 200 ") && known.contains("x-ratelimit-limit-requests: "))
    #expect(try model("unheard-of").hasPrefix("HTTP/1.1 404 "))
    // Threads would each count for themselves.
    let shared = try model("gpt-6", ["--threads", "2"])
    #expect(shared.hasPrefix("HTTP/1.1 200 ") && !shared.contains("x-ratelimit-"))
  }

  @Test func `with a scenario only its models answer, under its limits`() throws {
    let folder = try TemporaryFolder()
    try folder.write(ScenarioText.with("edge: 'direct'"), to: "mine.json5")
    let file = ["--scenario", "\(folder.path)/mine.json5"]
    let (known, newer) = (try model("gpt-5", file), try model("gpt-6", file))
    #expect(known.hasPrefix("HTTP/1.1 200 ") && !known.contains("x-ratelimit-"))
    #expect(newer.hasPrefix("HTTP/1.1 404 "))
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

  @Test func `a database that is none is 2, and stays as it is`() throws {
    let folder = try TemporaryFolder()
    try folder.write("Dear Ada,", to: "letter")
    let end = try Program(["serve", "service", "--database", "letter"], in: folder.path).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(
      end.errors.hasPrefix(
        "bmm-bench serve: letter: is no SQLite database: name another file (SQLite error 26"))
    #expect(try String(contentsOfFile: folder.path + "/letter", encoding: .utf8) == "Dear Ada,")
  }

  @Test func `a database is made, and taken up again by the next one`() throws {
    let folder = try TemporaryFolder()
    var cookies: [String] = []
    for _ in 1...2 {
      let program = try Program(["serve", "service", "--database", "bmm.db"], in: folder.path)
      cookies.append(try program.firstLine())
      program.signal(SIGTERM)
      #expect(try program.end().code == ExitCode.success.rawValue)
    }
    #expect(cookies.allSatisfy { $0.contains("bmm_session=") })
  }

  @Test(arguments: [("edge", "/healthz", 200), ("llm", "/nothing", 404)])
  func `several threads serve one port, are ready together and end together`(
    role: String, path: String, status: Int
  ) throws {
    let program = try Program(["serve", role, "--threads", "3"])
    let line = try program.firstLine()
    let port = try #require(try ports(line, [role]).first)
    // Enough of them for each thread to get some.
    for _ in 0..<40 {
      let answer = try LocalPort.get(path, host: Stack.publicHost, port: port)
      #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
    }
    program.signal(SIGTERM)
    let end = try program.end()
    #expect(end.code == ExitCode.success.rawValue)
    #expect(end.output == line + "\n", "one line, however many threads")
    let others = end.errors.split(separator: "\n").filter { !$0.contains("\"request_done\"") }
    #expect(others == ["ending; what runs has 30.0 s"])
  }

  @Test func `streams on all threads come to their end behind a signal`() throws {
    let program = try Program(["serve", "llm", "--threads", "3", "--time-scale", "0.2"])
    let port = try #require(try ports(try program.firstLine(), ["llm"]).first)
    let body =
      #"{"model":"claude-sonnet-4-6","max_tokens":600,"stream":true,"#
      + #""messages":[{"role":"user","content":"A server that tells the weather"}]}"#
    let head =
      "POST /v1/messages HTTP/1.1\r\nhost: llm\r\nx-api-key: k\r\nanthropic-version: 2023-06-01\r\n"
      + "content-type: application/json\r\ncontent-length: \(body.utf8.count)\r\n\r\n"
    let calls = try (0..<20).map { _ in try LocalPort.Call(head + body, port: port) }
    for call in calls { #expect(try call.read(to: "message_start")) }
    program.signal(SIGTERM)
    for call in calls { #expect(try call.read(to: "message_stop"), "a stream was cut") }
    #expect(try program.end().code == ExitCode.success.rawValue)
  }

  @Test func `a link stands with its control API, and a signal ends it`() throws {
    let program = try Program([
      "serve", "link", "--listen", "127.0.0.1:0", "--upstream", "127.0.0.1:9",
    ])
    let line = try JSONValue.parse(try program.firstLine())
    #expect(line["link"]?.stringValue?.hasPrefix("127.0.0.1:") == true)
    #expect(line["control"]?.stringValue?.hasPrefix("http://127.0.0.1:") == true)
    program.signal(SIGTERM)
    #expect(try program.end().code == 0)
  }

  @Test func `a control API that others can reach wants a token`() throws {
    let end = try Program(["serve", "link", "--control", "0.0.0.0:0"]).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.errors.contains("set BMM_CONTROL_TOKEN"), "\(end.errors)")
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
        "unknown role \"al\"; did you mean \"all\"? (roles: all, edge, service, llm, link)"
      ),
      (["serve", "edge", "--origin", "nowhere"], "\"nowhere\" is no address: write HOST:PORT"),
      (["serve", "edge", "--origin", "a:0"], "\"a:0\" is no address: write HOST:PORT"),
      (
        ["serve", "--scenario", "missing.json5"],
        "missing.json5: cannot be read: No such file or directory"
      ),
      (
        ["serve", "service", "--threads", "2"],
        "the service has one database, one cache and one list of previews, and so one thread: "
          + "leave --threads out, or serve edge --threads 2 before it"
      ),
      (
        ["serve", "llm", "--threads", "4", "--scenario", "counting.json5"],
        "a rule of the scenario counts calls (nthCall), and each of 4 threads would count its own: "
          + "leave --threads out"
      ),
      (
        ["serve", "llm", "--threads", "2", "--scenario", "limited.json5"],
        "the scenario limits what a key may use (llm.limits), and each of 2 threads would count "
          + "its own: leave --threads out"
      ),
      (
        ["serve", "llm", "--threads", "2", "--scenario", "loaded.json5"],
        "a model of the scenario writes for so many calls at once (concurrent, fullSpeed), and "
          + "each of 2 threads would count its own: leave --threads out"
      ),
      (
        ["serve", "edge", "--origin", "vm:9100"],
        "--origin vm:9100 is a name, and none is looked up: write its IPv4 address (getent "
          + "ahostsv4 vm) or localhost"
      ),
      (
        ["serve", "service", "--provider", "vm:9100"],
        "--provider vm:9100 is a name, and none is looked up: write its IPv4 address (getent "
          + "ahostsv4 vm) or localhost"
      ),
      (
        ["serve", "link", "--listen", "127.0.0.1:0", "--upstream", "vm:9100"],
        "--upstream vm:9100 is a name, and none is looked up: write its IPv4 address (getent "
          + "ahostsv4 vm) or localhost"
      ),
      (
        ["serve", "edge", "--scenario", "direct.json5"],
        "the scenario says edge: \"direct\", so there is no edge to serve"
      ),
      (
        ["serve", "--scenario", "buggy.json5"],
        "buggy.json5 puts bugs back, which only a run may have: success-not-logged, "
          + "keep-alive-off; take them away by service.withoutBugs"
      ),
      (
        ["serve", "edge", "--origin", "127.0.0.1:9", "--scenario", "era.json5"],
        "era.json5 puts bugs back, which only a run may have: terminal-event-not-awaited, "
          + "success-not-logged; take them away by service.withoutBugs"
      ),
    ])
  func `what cannot be served is 2 and one line`(arguments: [String], message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(ScenarioText.with("edge: 'direct'"), to: "direct.json5")
    try folder.write(
      ScenarioText.with("llm: { rules: [{ when: { nthCall: 2 }, then: 'refusal' }] }"),
      to: "counting.json5")
    try folder.write(
      ScenarioText.with("llm: { limits: { requestsPerMinute: 5 } }"), to: "limited.json5")
    try folder.write(
      ScenarioText.with("llm: { models: { 'glm-4.6': { concurrent: 5 } } }"), to: "loaded.json5")
    try folder.write(
      ScenarioText.with("service: { knownBugs: ['keep-alive-off', 'success-not-logged'] }"),
      to: "buggy.json5")
    try folder.write(ScenarioText.with("service: { era: 'streaming' }"), to: "era.json5")
    let end = try Program(arguments, in: folder.path).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.output == "")
    #expect(end.errors == "bmm-bench serve: \(message)\n")
  }
}
