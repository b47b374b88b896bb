import Testing
import World

@testable import bmm_bench

struct PeerConfigTests {
  private static let address = Address("127.0.0.1", port: 8001)
  private static let origin = Address("127.0.0.1", port: 8002)

  @Test func `nginx answers with a file as a site does`() {
    let text = NginxConfig(
      address: Address("127.0.0.1", port: 1), work: .file("a.json"), folder: "/f"
    )
    .text
    #expect(text.contains("root /f;"))
    #expect(text.contains("try_files /a.json =404;"))
    #expect(text.contains("open_file_cache"))
  }

  @Test func `nginx answers from memory and keeps connections`() {
    let text = NginxConfig(address: Self.address, work: .answer("{}"), folder: "/x").text
    #expect(text.contains("listen 127.0.0.1:8001 backlog=4096;"))
    #expect(text.contains("return 200 '{}';"))
    #expect(text.contains("access_log off;"))
    #expect(text.contains("keepalive_requests 1000000000;"))
    #expect(text.contains("client_body_temp_path /x/client_body;"), "it may run as any user")
    #expect(!text.contains("upstream"))
  }

  @Test(arguments: [true, false])
  func `nginx passes on over kept connections`(buffers: Bool) {
    let work = NginxConfig.Work.pass(to: Self.origin, buffers: buffers)
    let text = NginxConfig(address: Self.address, work: work, folder: "/x").text
    #expect(text.contains("upstream origin {\n    server 127.0.0.1:8002;"))
    #expect(text.contains("proxy_set_header Connection \"\";"))
    #expect(text.contains("proxy_buffering \(buffers ? "on" : "off");"))
    #expect(text.count { $0 == "{" } == text.count { $0 == "}" })
  }

  @Test func `haproxy holds nothing back`() {
    let text = HAProxyConfig(address: Self.address, origin: Self.origin).text
    #expect(text.contains("bind 127.0.0.1:8001\n"))
    #expect(text.contains("server origin 127.0.0.1:8002\n"))
    #expect(text.contains("option http-no-delay\n"))
  }

  @Test func `the scenario of a gauge can be read, and its model writes evenly`() throws {
    let scenario = try Scenario(text: LiveScenario.text(perSecond: 0.5))
    let model = try #require(scenario.llm.models.first { $0.name == LiveScenario.model })
    #expect(model.tokensPerSecond == .constant(0.5))
    #expect(model.outputTokens == .constant(20))
    #expect(model.tokensPerDelta == 1)
  }
}
