import Testing
import World

@testable import bmm_bench

struct ClientDecoderTests {
  private func text(_ client: String) -> String {
    ScenarioText.arrivals("{ closed: 1 }, client:\n\(client)")
  }

  private func client(_ value: String) throws -> ClientModel {
    try #require(try Scenario(text: text(value)).groups.first).client
  }

  @Test func `a page fetches by Chrome unless the scenario says otherwise`() throws {
    let plain = try #require(try Scenario(text: ScenarioText.with()).groups.first).client
    #expect(plain == ClientModel())
    #expect(try client("{}") == ClientModel())
    #expect(try client("'fetch'") == ClientModel())
    #expect(try client("'eventSource'") == ClientModel(api: .eventSource))
  }

  @Test func `every key is read`() throws {
    let read = try client(
      "{ api: 'fetch', browser: 'safari', sameOrigin: true, acceptsGzip: true,"
        + " endsAt: 'terminalEvent',"
        + " parser: 'lenient', comments: 'dispatched', minimumBytes: '1KiB', timeout: '90s',"
        + " idleTimeout: '30s', idleClock: 'bytes' }")
    #expect(
      read
        == ClientModel(
          api: .fetch, browser: .safari, isSameOrigin: true, acceptsGzip: true,
          endsAt: .terminalEvent, parser: .lenient, comments: .dispatched, minimumBytes: 1024,
          timeout: .seconds(90),
          idleTimeout: .seconds(30), idleClock: .bytes))
  }

  @Test(
    arguments: [
      ("'fetsch'", "cannot be \"fetsch\"; did you mean \"fetch\"?"),
      ("{ browser: 'opera' }", "allowed: chrome, firefox, safari"),
      ("{ idleTimeout: '0s' }", "allowed: at least 1ms"),
      ("{ minimumBytes: '1MB' }", "allowed: 1B"),
      ("{ idletimeout: '3s' }", "did you mean \"idleTimeout\"?"),
      ("5", "must be an object"),
    ])
  func `what is wrong is said with its place`(client: String, complaint: String) {
    let told = Scenario.complaint(about: text(client)) ?? ""
    #expect(told.hasPrefix("x.json5:4:"), "\(told)")
    #expect(told.contains(complaint), "\(told)")
  }
}
