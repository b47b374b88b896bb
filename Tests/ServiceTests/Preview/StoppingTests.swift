import HTTP
import Testing
import Wire
import World

@testable import Service

/// A stop in each state of a preview: nobody is left without an answer of the service.
@Suite struct StoppingTests {
  /// A state in which the stop finds a preview.
  struct State: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// When the stop begins.
    let at: Duration
    let script: ScriptedProvider.Script
    var isSilent = false
    var statement = 0.0

    init(
      _ name: String, at: Duration = .seconds(2), isSilent: Bool = false, statement: Double = 0,
      _ script: @escaping ScriptedProvider.Script = { await $0.hang() }
    ) {
      (testDescription, self.at, self.isSilent) = (name, at, isSilent)
      (self.statement, self.script) = (statement, script)
    }

    static let all = [
      State("before the look was over", at: .milliseconds(100), statement: 1),
      State("before the limit was asked", at: .milliseconds(4800), statement: 4),
      State("while the provider is connected", isSilent: true),
      State("before the first token"),
      State("in the text") { call in
        call.startStream()
        call.messageStart()
        call.delta("{")
        await call.hang()
      },
      State("between two attempts") { $0.respond(529, "{}", ["retry-after": "60"]) },
      State("while the spec is cached", at: .milliseconds(9000), statement: 4) {
        $0.answer(Stage.spec)
      },
    ]

    func run(_ act: @escaping @Sendable (StageClient) async throws -> Void) throws -> Stage.Result {
      var stage = Stage { [statement] in
        $0.statementCost = .constant(statement)
        $0.tiers.team.retries = 1
      }
      if isSilent { stage.options.silentHosts = ["llm"] }
      let wait = at
      return try stage.run(script) { client in
        try await act(client)
        // Seeding the users has taken time as well.
        await client.world.sleep(for: wait)
      }
    }
  }

  private func ask(
    _ client: StageClient, _ target: String, _ answer: Box<ClientAnswer?>
  ) {
    client.world.spawn("reader") {
      answer.value = try? await client.send(
        "POST", target, StageClient.fields(of: .team), StageClient.body())
    }
  }

  @Test(arguments: State.all)
  func `a stream gets its terminal event, and its end`(state: State) throws {
    let answer = Box<ClientAnswer?>(nil)
    let result = try state.run { ask($0, "/v1/servers/preview/stream", answer) }

    let got = try #require(answer.value)
    let error = got.status == 200 ? got.terminal?["error"] : got.json?["error"]
    #expect(error?.stringValue == "service_stopping")
    // Before the head is out it is an ordinary answer.
    #expect(got.status == (state.testDescription.hasPrefix("before the l") ? 503 : got.status))
    #expect(result.outcomes.map(\.event) == ["preview_stopped"])
    #expect(result.outcomes.first?["status"] == 503)
  }

  @Test(arguments: State.all)
  func `who waits for the whole gets a 503 that the page may read`(state: State) throws {
    let answer = Box<ClientAnswer?>(nil)
    let result = try state.run { ask($0, "/v1/servers/preview", answer) }

    let got = try #require(answer.value)
    #expect(got.status == 503)
    #expect(got.json?["error"]?.stringValue == "service_stopping")
    #expect(got.fields["retry-after"] == "5")
    #expect(got.fields["access-control-allow-origin"] == StageClient.origin)
    #expect(result.outcomes.map(\.event) == ["preview_stopped"])
  }

  @Test func `what is done in time is not disturbed`() throws {
    let answer = Box<ClientAnswer?>(nil)
    let result = try Stage().run { call in
      await call.wait(.milliseconds(400))
      call.answer(Stage.spec)
    } _: { client in
      ask(client, "/v1/servers/preview/stream", answer)
      await client.world.sleep(for: .milliseconds(100))
    }
    #expect(answer.value?.terminal?["spec"] != nil)
    #expect(result.outcomes.map(\.event) == ["preview_spec_ready"])
  }

  @Test func `a slow reader is told behind what it has not read`() throws {
    var stage = Stage()
    stage.options.links = [
      .init(
        from: "users", to: "service",
        profile: LinkProfile(latency: .constant(0), bandwidth: 100_000))
    ]
    let answer = Box<ClientAnswer?>(nil)
    let result = try stage.run { call in
      call.startStream()
      call.messageStart()
      while call.gone == nil {
        call.delta(String(repeating: "x", count: 30_000))
        await call.wait(.milliseconds(100))
      }
    } _: { client in
      ask(client, "/v1/servers/preview/stream", answer)
      await client.world.sleep(for: .seconds(3))
    }
    #expect(answer.value?.eventTypes == ["text", "error"])
    #expect(answer.value?.terminal?["error"]?.stringValue == "service_stopping")
    #expect(result.outcomes.map(\.event) == ["preview_stopped"])
  }

  @Test func `a preview that comes after the stop has begun is refused at once`() throws {
    let text = Box("")
    let at = Box<Instant?>(nil)
    let result = try Stage().run { client in
      let connection = try await client.world.connect(
        to: client.service, by: client.world.now + .seconds(1))
      let body = StageClient.body()
      let head = """
        POST /v1/servers/preview HTTP/1.1\r\nhost: s\r\norigin: \(StageClient.origin)\r\n\
        cookie: bmm_session=token-of-team\r\ncontent-length: \(body.utf8.count)\r\n\r\n
        """
      connection.write(Array((head + body.prefix(5)).utf8))
      await client.world.sleep(for: .seconds(1))
      client.world.spawn("sender") {
        await client.world.sleep(for: .milliseconds(100))
        connection.write(Array(body.dropFirst(5).utf8))
        while case .bytes? = try? await connection.more(by: .never) {}
        at.value = client.world.now
        text.value = connection.input.view.text
        connection.finish()
        connection.close()
      }
    }
    #expect(at.value == .start + .milliseconds(1100))
    #expect(text.value.hasPrefix("HTTP/1.1 503 "))
    #expect(text.value.contains("access-control-allow-origin: \(StageClient.origin)\r\n"))
    #expect(text.value.contains("retry-after: 5\r\n"))
    #expect(text.value.contains("{\"error\":\"service_stopping\""))
    #expect(result.outcomes.map(\.event) == ["preview_stopped"])
    #expect(result.calls.isEmpty)
  }
}
