import Testing
import World

@testable import bmm_bench

/// A user whose page asks by `EventSource`, before a server that ends its streams.
struct EventSourceUserTests {
  private static let head =
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n"
    + "access-control-allow-origin: https://bmm.example\r\n"
    + "access-control-allow-credentials: true\r\n\r\n"

  private final class Server: @unchecked Sendable {  // Used on the loop's thread only.
    var requests: [String] = []
    var listener: Listener?
  }

  /// The heads of the requests, and what came of them, if the server ends each of its streams.
  private func play(_ streams: [String]) throws -> (heads: [String], records: [RequestRecord]) {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let (users, service) = (World("users", on: loop), World("service", on: loop))
    let server = Server()
    server.listener = try service.listen(at: Address("service", port: 80)) { connection in
      service.spawn("answer") {
        guard (try? await connection.more()) == .bytes else { return }
        server.requests.append(String(decoding: connection.input.view, as: UTF8.self))
        connection.consume(connection.input.count)
        let number = server.requests.count
        connection.write(Array((Self.head + streams[number - 1]).utf8))
        connection.finish()
        if number == streams.count { server.listener?.close() }
        while (try? await connection.more()) == .bytes {
          connection.consume(connection.input.count)
        }
        connection.close()
      }
    }
    let text = ScenarioText.arrivals("{ closed: 1 }, client: 'eventSource'")
    let group = try #require(try Scenario(text: text).groups.first)
    let accounts = UserAccount.make(for: group, number: 0, in: users)
    let target = UserTarget(
      address: Address("service", port: 80), host: "api", webOrigin: Stack.webOrigin)
    let journal = RunJournal()
    users.spawn("group") {
      await GroupRunner(group, accounts, target, in: users, journal).run()
    }
    #expect(loop.run(until: .start + .seconds(3600)) == .idle)
    return (server.requests, journal.records)
  }

  @Test func `it asks by GET, comes again with the last id, and ends where its page closes it`()
    throws
  {
    let (heads, records) = try play([
      "retry: 500\nid: 7\nevent: text\ndata: {\"delta\":\"a\"}\n\n", ": nothing new\n\n",
      "event: spec\ndata: {\"spec\":{}}\n\n",
    ])
    #expect(heads.count == 3)
    #expect(heads.allSatisfy { $0.hasPrefix("GET ") && $0.contains("accept: text/event-stream") })
    #expect(heads.map { $0.contains("last-event-id: 7\r\n") } == [false, true, true])
    #expect(records.map(\.browser.kind) == [.reconnecting, .reconnecting, .resolved])
    #expect(records.last?.outcome == .spec)
    for (earlier, later) in zip(records, records.dropFirst()) {
      let ended = try #require(earlier.ended)
      #expect(later.started == ended + .milliseconds(500))
      #expect(later.planned == later.started)
    }
  }

  @Test func `the service's stream route takes no GET, so an EventSource is dead at once`() throws {
    let text = ScenarioText.users(
      "{ name: 'u', plan: 'team', arrivals: { closed: 1 }, client: 'eventSource',"
        + " steps: [{ previewStream: {} }] }")
    let result = try Scenario(text: text).run()
    #expect(result.outcomes.map(\.outcome.name) == ["method_not_allowed"])
    let says = "error event, readyState CLOSED (status 405, not 200)"
    #expect(result.browser == [.init(kind: .failed, says: says, count: 1)])
  }
}
