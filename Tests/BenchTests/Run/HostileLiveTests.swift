import Glibc
import HTTP
import HostilePeers
import Testing
import Wire

@testable import bmm_bench

/// A short form of `make soak`; the simulated tests know each state better.
@Suite struct HostileLiveTests {
  private static let request = HTTPRequest(
    "POST", "/v1/servers/preview/stream", fields: ["content-type": "application/json"],
    body: Array(#"{"prompt":"A server that tells the weather"}"#.utf8))

  @Test func `hundreds of hostile connections neither stop a preview nor stay`() throws {
    let program = try Program(["serve", "all", "--time-scale", "0.1"])
    let ready = try JSONValue.parse(try program.firstLine())
    let ports = try ["edge", "service", "llm"].map { role in
      try #require(ready[role]?.stringValue?.split(separator: ":").last.flatMap { Int($0) })
    }
    var honest = Self.request
    honest.fields.append("cookie", try #require(ready["sessions"]?["team"]?.stringValue))
    honest.fields.append("connection", "close")
    func preview() throws -> Bool {
      try LocalPort.Call(RequestState.whole(honest), port: ports[0]).read(to: "event: spec")
    }

    #expect(try preview())
    // The roles keep their connections to each other.
    try program.waitForSockets(atMost: 8)
    let sockets = program.socketCount
    var hostile: [LocalPort.Call] = []
    for number in 0..<300 {
      let state = RequestState.allCases[number % RequestState.allCases.count]
      let bytes = state.beginning(of: Self.request)
      hostile.append(try LocalPort.Call(bytes, port: ports[number % ports.count]))
    }
    try program.waitForSockets(sockets + 100)
    #expect(try preview())
    hostile.removeAll()
    try program.waitForSockets(atMost: sockets)
    program.signal(SIGTERM)
    #expect(try program.end().code == ExitCode.success.rawValue)
  }

  @Test func `a process without descriptors serves again as soon as it has some`() throws {
    let program = try Program(
      ["-c", "ulimit -n 64 && exec '\(Program.path)' serve llm"], path: "/bin/sh")
    let ready = try JSONValue.parse(try program.firstLine())
    let address = try #require(ready["llm"]?.stringValue)
    let port = try #require(address.split(separator: ":").last.flatMap { Int($0) })
    var silent = try (0..<100).map { _ in try LocalPort.Call("", port: port) }
    // What is left of the 64 holds the program's own; all further clients wait in the queue.
    try program.waitForSockets(50)
    let late = try LocalPort.Call(RequestState.whole(Self.request), port: port)
    silent.removeAll()
    #expect(try late.read(to: "HTTP/1.1 404 "))
    program.signal(SIGTERM)
    #expect(try program.end().code == ExitCode.success.rawValue)
  }
}
