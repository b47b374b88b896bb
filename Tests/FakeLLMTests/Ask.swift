import HTTP
import Wire

/// Makes requests as the vendors' clients send them.
enum Ask {
  static func messages(
    _ prompt: String = "A weather server for any city", stream: Bool = true, maxTokens: Int = 4096,
    with changes: KeyValuePairs<String, JSONValue> = [:], without name: String? = nil,
    fields: HTTPFields = anthropicFields
  ) -> HTTPRequest {
    var members = [
      JSONMember(key: "model", value: "claude-test"),
      JSONMember(key: "max_tokens", value: .integer(Int64(maxTokens))),
      JSONMember(key: "stream", value: .bool(stream)),
      JSONMember(key: "system", value: "You write specs."),
      JSONMember(key: "messages", value: [["role": "user", "content": .string(prompt)]]),
    ]
    for (key, value) in changes {
      members.removeAll { $0.key == key }
      members.append(JSONMember(key: key, value: value))
    }
    members.removeAll { $0.key == name }
    return post("/v1/messages", fields, .object(members))
  }

  static func completion(
    with changes: KeyValuePairs<String, JSONValue> = [:], without name: String? = nil,
    fields: HTTPFields = zhipuFields, at path: String = "/api/paas/v4/chat/completions"
  ) -> HTTPRequest {
    var members = [
      JSONMember(key: "model", value: "claude-test"),
      JSONMember(key: "max_tokens", value: 4096),
      JSONMember(
        key: "messages",
        value: [
          ["role": "system", "content": "You write specs."],
          ["role": "user", "content": "A weather server for any city"],
        ]),
    ]
    for (key, value) in changes {
      members.removeAll { $0.key == key }
      members.append(JSONMember(key: key, value: value))
    }
    members.removeAll { $0.key == name }
    return post(path, fields, .object(members))
  }

  /// The same as an OpenAI client sends it.
  static func chat(
    with changes: KeyValuePairs<String, JSONValue> = [:], without name: String? = nil,
    fields: HTTPFields = ["authorization": "Bearer sk-1", "content-type": "application/json"]
  ) -> HTTPRequest {
    completion(with: changes, without: name, fields: fields, at: "/v1/chat/completions")
  }

  static let anthropicFields: HTTPFields = [
    "x-api-key": "sk-1", "anthropic-version": "2023-06-01", "content-type": "application/json",
    "x-request-id": "req-8",
  ]
  static let zhipuFields: HTTPFields = [
    "authorization": "Bearer id.secret", "content-type": "application/json; charset=UTF-8",
  ]

  static func post(_ path: String, _ fields: HTTPFields, _ body: JSONValue) -> HTTPRequest {
    HTTPRequest("POST", path, fields: fields, body: Array(body.jsonString(pretty: false).utf8))
  }
}

extension HTTPFields {
  /// These fields without one.
  func without(_ name: String) -> HTTPFields {
    var fields = self
    fields.remove(name)
    return fields
  }

  /// These fields with one replaced.
  func with(_ name: String, _ value: String) -> HTTPFields {
    var fields = self
    fields.set(name, value)
    return fields
  }
}
