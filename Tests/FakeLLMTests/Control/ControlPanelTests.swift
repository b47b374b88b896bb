import HTTP
import Testing
import Wire
import World

@testable import FakeLLM

@Suite struct ControlPanelTests {
  private static let token = "0123456789abcdef"

  private func stage(
    apiKeys: [String]? = nil, token: ControlToken? = ControlToken(token),
    cassettes: [String: Cassette] = [:]
  ) -> Stage {
    var configuration = FakeLLMConfiguration(models: [.steady], apiKeys: apiKeys)
    configuration.controlToken = token
    configuration.cassettes = cassettes
    return Stage(Stage.quickLoop(), configuration)
  }

  private static func request(
    _ method: String, _ target: String, _ body: String = "", token: String? = token
  ) -> HTTPRequest {
    var fields = HTTPFields()
    if let token { fields.append("authorization", "Bearer \(token)") }
    return HTTPRequest(method, target, fields: fields, body: Array(body.utf8))
  }

  /// Sets a script for all calls.
  private static func rule(_ script: String) -> HTTPRequest {
    request("POST", "/__fakellm/script", "{\"rules\": [{\"then\": \(script)}]}")
  }

  /// Sends requests one after the other.
  private func replies(_ stage: Stage, _ requests: [HTTPRequest]) throws -> [Reply] {
    try stage.run { client in
      var replies: [Reply] = []
      for request in requests {
        replies.append(try await Reply.read(request, from: client, in: stage.users))
      }
      return replies
    }
  }

  private func entries(_ stage: Stage, behind requests: [HTTPRequest]) throws -> [JSONValue] {
    let last = try replies(stage, requests + [Self.request("GET", "/__fakellm/requests")]).last
    return try #require(try last?.json["requests"]?.arrayValue)
  }

  // MARK: Token

  @Test(arguments: ["health", "requests", "script", "nothing", ""])
  func `nothing is told without the token`(path: String) throws {
    for token in [nil, "0123456789abcdeX"] {
      let reply = try #require(
        try replies(stage(), [Self.request("GET", "/__fakellm/\(path)", token: token)]).first)
      #expect(reply.status == 401)
      #expect(reply.fields["content-type"] == "application/json; charset=utf-8")
      #expect(try reply.json["error"]?.stringValue?.contains("control token") == true)
    }
  }

  @Test func `without a token of its own the provider tells nobody`() throws {
    let reply = try replies(stage(token: nil), [Self.request("GET", "/__fakellm/health")]).first
    #expect(reply?.status == 401)
  }

  @Test(arguments: [
    ("GET", "/__fakellm/nothing", 404, nil), ("GET", "/__fakellm", 404, nil),
    ("POST", "/__fakellm/health", 405, "GET"), ("PUT", "/__fakellm/requests", 405, "GET, DELETE"),
    ("GET", "/__fakellm/script", 405, "POST, DELETE"),
    ("GET", "/__fakellm/requests?limit=x", 400, nil),
  ])
  func `what it does not know it says in plain JSON`(
    method: String, target: String, status: Int, allow: String?
  ) throws {
    let reply = try #require(try replies(stage(), [Self.request(method, target)]).first)
    #expect(reply.status == status && reply.fields["allow"] == allow)
    #expect(try reply.json["error"]?.stringValue != nil)
  }

  // MARK: Journal

  @Test func `a call is told with what came in and what went out`() throws {
    let call = Ask.messages("Trains", maxTokens: 10)
    let entry = try #require(try entries(stage(), behind: [call]).first)
    #expect(entry["number"] == 1 && entry["method"] == "POST")
    #expect(entry["path"] == "/v1/messages" && entry["vendor"] == "anthropic")
    #expect(entry["model"] == "claude-test" && entry["stream"] == true)
    #expect(entry["body"]?.stringValue == String(decoding: call.body, as: UTF8.self))
    #expect(entry["bytes_in"]?.intValue == call.body.count)
    #expect(entry["headers"]?["anthropic-version"] == "2023-06-01")
    #expect(entry["status"] == 200 && entry["output_tokens"] == 10)
    #expect((entry["bytes_out"]?.intValue ?? 0) > 500)
    #expect(entry["first_token_ms"] == .number(2000) && entry["ended_ms"] == .number(2090))
    #expect(entry["end"] == "complete" && entry["detail"] == "max_tokens")
    #expect(entry["client_left"] == false)
    #expect(entry["request_id"]?.stringValue?.hasPrefix("req_") == true)
  }

  @Test func `no entry shows a key, yet keys can be told apart`() throws {
    let fields = Ask.anthropicFields.with("x-api-key", "sk-secret-1")
      .with("cookie", "session=secret").with("x-other", "secret")
    let other = Ask.anthropicFields.with("x-api-key", "sk-secret-2")
    let entries = try entries(
      stage(), behind: [Ask.messages(fields: fields), Ask.messages(fields: other)])
    let texts = entries.map { $0.jsonString(pretty: false) }
    #expect(texts.count == 2 && texts.allSatisfy { !$0.contains("secret") })
    let keys = entries.compactMap { $0["key"]?.stringValue }
    #expect(Set(keys).count == 2 && keys.allSatisfy { $0.utf8.count == 8 })
  }

  @Test func `a client that leaves is told from one that stays`() throws {
    let stage = stage()
    let entry = try stage.run { client in
      _ = try await Reply.read(Ask.messages(), from: client, in: stage.users, leaveAfter: 3)
      await stage.users.sleep(for: .seconds(1))
      let journal = try await Reply.read(
        Self.request("GET", "/__fakellm/requests"), from: client, in: stage.users)
      return try journal.json["requests"]?[0]
    }
    #expect(entry?["client_left"] == true && entry?["end"] == "client_gone")
    #expect((3...5).contains(entry?["output_tokens"]?.intValue ?? 0))
  }

  @Test func `refused and unknown requests are told too`() throws {
    let entries = try entries(
      stage(),
      behind: [Ask.messages(with: ["max_tokens": -1]), HTTPRequest("GET", "/v2/nothing?a=b")])
    #expect(entries.map { $0["status"] } == [400, 404])
    #expect(entries.map { $0["end"] } == ["refused", "answered"])
    #expect(entries.last?["path"] == "/v2/nothing?a=b")
  }

  @Test func `a call under way is told as running`() throws {
    let stage = stage()
    let entry = try stage.run { client in
      stage.users.spawn("stream") {
        _ = try? await Reply.read(Ask.messages(), from: client, in: stage.users)
      }
      await stage.users.sleep(for: .seconds(3))
      let journal = try await Reply.read(
        Self.request("GET", "/__fakellm/requests"), from: client, in: stage.users)
      await stage.users.sleep(for: .seconds(10))
      return try journal.json["requests"]?[0]
    }
    #expect(entry?["end"] == "running" && entry?["ended_ms"] == .null)
    #expect(entry?["model"] == "claude-test")
  }

  @Test func `a long body is kept up to a bound, and counted whole`() throws {
    let most = FakeLLMLimits.journalBodyBytes
    let call = Ask.messages(String(repeating: "x", count: 2 * most), maxTokens: 1)
    let entry = try #require(try entries(stage(), behind: [call]).first)
    #expect(entry["body"]?.stringValue?.utf8.count == most)
    #expect(entry["bytes_in"]?.intValue == call.body.count)
  }

  @Test func `a cleared journal is empty, and the control API itself is not in it`() throws {
    let stage = stage()
    let seen = try replies(
      stage,
      [
        Ask.messages(maxTokens: 1), Self.request("DELETE", "/__fakellm/requests"),
        Self.request("GET", "/__fakellm/requests"),
      ])
    #expect(seen.map(\.status) == [200, 204, 200])
    #expect(try seen.last?.json == ["last": 1, "dropped": 0, "requests": []])
  }

  @Test func `requests of one script are found by its id`() throws {
    let fields = Ask.anthropicFields.with("x-fakellm-script", #"{"status": 529, "id": "a b"}"#)
    let last = try replies(
      stage(),
      [
        Ask.messages(maxTokens: 1), Ask.messages(fields: fields),
        Self.request("GET", "/__fakellm/requests?id=a%20b"),
      ]
    ).last
    let found = try #require(try last?.json["requests"]?.arrayValue)
    #expect(found.map { $0["number"] } == [2] && found.map { $0["status"] } == [529])
    #expect(found.first?["script_id"] == "a b" && found.first?["detail"] == "status")
  }

  // MARK: Rules

  @Test func `rules can be set and taken back while it runs`() throws {
    let replies = try replies(
      stage(),
      [
        Self.rule(#"{"status": 529}"#), Ask.messages(),
        Self.rule(#"{"status": 503}"#), Ask.messages(),
        Self.request("GET", "/__fakellm/health"), Self.request("DELETE", "/__fakellm/script"),
        Ask.messages(maxTokens: 1),
      ])
    #expect(replies.map(\.status) == [204, 529, 204, 503, 200, 204, 200])
    #expect(try replies[4].json["rules"] == 1 && replies[4].json["requests"] == 2)
  }

  @Test func `rules that cannot be read change nothing`() throws {
    let replies = try replies(
      stage(),
      [
        Self.rule(#"{"status": 529}"#),
        Self.rule("five"),
        Self.rule(#"{"cassette": "a"}"#), Ask.messages(),
      ])
    #expect(replies.map(\.status) == [204, 400, 400, 529])
    #expect(try replies[1].json["error"]?.stringValue?.hasPrefix("body: is not valid") == true)
    #expect(try replies[2].json["error"] == "the cassette \"a\" is not loaded; loaded: none")
  }

  @Test func `too many rules are refused by their size`() throws {
    let body = String(repeating: " ", count: FakeLLMLimits.rulesBytes + 1)
    let reply = try replies(stage(), [Self.request("POST", "/__fakellm/script", body)]).first
    #expect(reply?.status == 400)
    #expect(try reply?.json["error"] == "the body has 262145 bytes; allowed: 262144")
  }
}
