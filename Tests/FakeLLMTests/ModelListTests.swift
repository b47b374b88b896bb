import FakeLLM
import HTTP
import Testing
import Wire
import World

@Suite struct ModelListTests {
  private func get(_ target: String, _ fields: HTTPFields = Ask.anthropicFields) throws -> Reply {
    try Stage(.simulated(SimOptions(seed: 1)), Self.configuration)
      .reply(to: HTTPRequest("GET", target, fields: fields))
  }

  private static let configuration = FakeLLMConfiguration(
    models: ["a", "b", "claude-haiku-4-5", "d"].map { name in
      var model = ModelProfile.steady
      model.name = name
      return model
    }, apiKeys: ["sk-1"])

  private func ids(_ body: JSONValue) -> [String] {
    (body["data"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
  }

  @Test(arguments: [
    // The query, the models of the page, and whether there are more in its direction.
    ("", ["a", "b", "claude-haiku-4-5", "d"], false), ("?limit=2", ["a", "b"], true),
    ("?limit=2&after_id=b", ["claude-haiku-4-5", "d"], false),
    ("?limit=1&after_id=a", ["b"], true), ("?after_id=d", [], false),
    ("?limit=2&before_id=d", ["b", "claude-haiku-4-5"], true),
    ("?before_id=claude%2Dhaiku-4-5", ["a", "b"], false), ("?before_id=a", [], false),
  ])
  func `pages go forward and back`(query: String, names: [String], hasMore: Bool) throws {
    let body = try get("/v1/models\(query)").json

    #expect(ids(body) == names && body["has_more"] == .bool(hasMore))
    #expect(body["first_id"] == names.first.map(JSONValue.string) ?? .null)
    #expect(body["last_id"] == names.last.map(JSONValue.string) ?? .null)
  }

  @Test(arguments: [
    ("?limit=0", "limit: Input should be greater than or equal to 1"),
    ("?limit=1001", "limit: Input should be less than or equal to 1000"),
    ("?limit=x", "limit: Input should be a valid integer"),
    ("?after_id=zzz", "after_id: no model has the id zzz"),
  ])
  func `a bad page is named`(query: String, message: String) throws {
    let reply = try get("/v1/models\(query)")

    #expect(reply.status == 400)
    #expect(try reply.json["error"]?["message"]?.stringValue == message)
  }

  @Test func `one model tells what it can take`() throws {
    let body = try get("/v1/models/claude-haiku-4-5-20251001").json

    #expect(body["id"] == "claude-haiku-4-5" && body["display_name"] == "Claude Haiku 4.5")
    #expect(body["type"] == "model" && body["lifecycle"] == "active" && body["line"] == "haiku")
    #expect(body["max_input_tokens"] == 200_000 && body["max_tokens"] == 64_000)
    #expect(body["created_at"] == "1970-01-01T00:00:00.000Z")
    #expect(try get("/v1/models/a").json["max_tokens"] == .null)
  }

  @Test func `unknown models and keys are refused`() throws {
    let unknown = try get("/v1/models/x")
    let keyless = try get("/v1/models", ["anthropic-version": "2023-06-01"])

    #expect(unknown.status == 404 && keyless.status == 401)
    #expect(try unknown.json["error"]?["message"] == "model: x")
  }

  @Test func `a client of OpenAI gets OpenAI's list under the same path`() throws {
    let fields: HTTPFields = ["authorization": "Bearer sk-1"]
    let list = try get("/v1/models", fields).json
    let one = try get("/v1/models/a", fields).json
    let unknown = try get("/v1/models/x", fields)

    #expect(list["object"] == "list" && ids(list).count == 4)
    #expect(one == ["id": "a", "object": "model", "created": 0, "owned_by": "system"])
    #expect(unknown.status == 404)
    #expect(try unknown.json["error"]?["code"] == "model_not_found")
  }
}
