import Glibc
import Testing
import Wire

@testable import bmm_bench

struct ServiceCommandTests {
  private static let development = [
    "BMM_ENVIRONMENT": "development", "BMM_LISTEN": "127.0.0.1:0",
    "BMM_ANTHROPIC_URL": "http://127.0.0.1:9", "BMM_ZHIPU_URL": "http://127.0.0.1:9",
    "ANTHROPIC_API_KEY": "sk-marker-anthropic", "ZHIPU_API_KEY": "marker.of.zhipu",
    "BMM_METRICS_TOKEN": "marker-of-metrics",
  ]

  private func start(
    _ arguments: String..., with changes: [String: String] = [:]
  ) throws -> Program {
    try Program(
      ["service"] + arguments, environment: Self.development.merging(changes) { $1 })
  }

  private func port(_ line: String) throws -> Int {
    let url = try #require(try JSONValue.parse(line)["address"]?.stringValue)
    return try #require(url.split(separator: ":").last.flatMap { Int($0) })
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `it serves, writes JSON lines and nothing else, and ends cleanly`(signal: Int32) throws {
    let program = try start()
    let port = try port(try program.firstLine())
    let health = try LocalPort.get("/healthz", host: "bmm", port: port)
    let ready = try LocalPort.get("/readyz", host: "bmm", port: port)
    let metrics = try LocalPort.get("/metrics", host: "bmm", port: port)
    #expect(health.hasPrefix("HTTP/1.1 200 "))
    #expect(ready.hasPrefix("HTTP/1.1 200 "))
    #expect(metrics.contains("bmm_uptime_seconds "))
    program.signal(signal)
    let end = try program.end()

    #expect(end.code == ExitCode.success.rawValue)
    #expect(end.errors == "")
    let lines = try end.output.split(separator: "\n").map { try JSONValue.parse(String($0)) }
    #expect(
      lines.map { $0["event"]?.stringValue } == [
        "service_started", "request_done", "request_done", "request_done", "service_draining",
        "service_stopped",
      ])
    #expect(lines.allSatisfy { $0["time"] != nil && $0["level"] == "info" })
    #expect(!(end.output + health + metrics).contains("marker"))
  }

  @Test func `there are no demonstration users`() throws {
    let folder = try TemporaryFolder()
    let program = try start(with: ["BMM_DATABASE": "\(folder.path)/bmm.db"])
    let port = try port(try program.firstLine())
    let me = try LocalPort.get("/v1/auth/me", host: "bmm", port: port)
    #expect(me.hasPrefix("HTTP/1.1 401 "))
    program.signal(SIGTERM)
    #expect(try program.end().code == ExitCode.success.rawValue)
    #expect(folder.names.contains("bmm.db"))
  }

  @Test func `outside of development a service without mail says so, loudly`() throws {
    let program = try start(with: ["BMM_ENVIRONMENT": "staging"])
    _ = try program.firstLine()
    program.signal(SIGTERM)
    let end = try program.end()
    #expect(end.code == ExitCode.success.rawValue)
    let lines = try end.output.split(separator: "\n").map { try JSONValue.parse(String($0)) }
    let missing = try #require(lines.first { $0["event"] == "mail_sender_missing" })
    #expect(missing["level"] == "error")
    #expect(missing["reason"]?.stringValue?.contains("BMM_MAIL") == true)
  }

  @Test func `a port that is taken is 2, and said`() throws {
    try LocalPort.withTaken { port in
      let end = try start(with: ["BMM_LISTEN": "127.0.0.1:\(port)"]).end()
      #expect(end.code == ExitCode.unusable.rawValue)
      #expect(
        end.errors.hasPrefix("bmm-bench service: cannot start: 127.0.0.1:\(port) is taken"))
    }
  }

  @Test func `a database that cannot be opened is 2, and said`() throws {
    let end = try start(with: ["BMM_DATABASE": "/absent/bmm.db"]).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.errors.contains("/absent/bmm.db"), "\(end.errors)")
    #expect(end.output == "")
  }

  @Test func `all wrong settings are said at once, without the secrets`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("{ zhipuKey: 'sk-marker', listn: 'x' }", to: "bmm.json5")
    let end = try start(
      "--config", file,
      with: ["BMM_ENVIRONMENT": "production", "ANTHROPIC_API_KEY": "marker with space"]
    ).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.errors.hasPrefix("bmm-bench service: 5 settings are wrong\n"), "\(end.errors)")
    #expect(end.errors.contains("did you mean \"listen\"?"))
    #expect(!end.errors.contains("marker"))
    #expect(end.output == "")
  }

  @Test func `settings can be checked and printed without serving`() throws {
    let checked = try start("--check").end()
    #expect(checked.code == ExitCode.success.rawValue)
    #expect(checked.output == "settings: ok (development)\n")
    let printed = try start("--print-config").end()
    #expect(printed.code == ExitCode.success.rawValue)
    let settings = try JSONValue.parse(printed.output)
    #expect(settings["environment"] == "development")
    #expect(settings["BMM_METRICS_TOKEN"] == "set")
    #expect(!printed.output.contains("marker"))
  }
}
