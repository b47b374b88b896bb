import FakeLLM
import HTTP
import Testing
import Wire
import World

@Suite struct ZhipuAnthropicTests {
  private func ask(
    _ changes: KeyValuePairs<String, JSONValue> = [:], fields: HTTPFields = Ask.anthropicFields
  ) -> HTTPRequest {
    var request = Ask.messages(with: changes, fields: fields)
    request.target = "/api/anthropic/v1/messages"
    return request
  }

  @Test func `streams and answers are Anthropic's, with Zhipu's ids`() throws {
    let stream = try Stage().reply(to: ask())
    let whole = try Stage().reply(to: ask(["stream": false])).json

    #expect(stream.names.first == "message_start" && stream.names.last == "message_stop")
    #expect(whole["type"] == "message" && whole["usage"]?["output_tokens"] == 400)
    #expect(whole["id"]?.stringValue?.hasPrefix("msg_20260501000000") == true)
  }

  @Test func `the version need not be told`() throws {
    let fields = Ask.anthropicFields.without("anthropic-version")

    #expect(try Stage().reply(to: ask(fields: fields)).status == 200)
  }

  @Test(arguments: [
    // What is wrong, how, and Zhipu's status and code for it.
    ("no key", "fields", 401, "1002"), ("unknown model", "model", 400, "1211"),
    ("a wrong field", "max_tokens", 400, "1210"),
  ])
  func `errors are Zhipu's, without a type`(
    what: String, place: String, status: Int, code: String
  ) throws {
    let request =
      switch place {
      case "fields": ask(fields: ["anthropic-version": "2023-06-01"])
      case "model": ask(["model": "glm-0"])
      default: ask(["max_tokens": -1])
      }
    let reply = try Stage().reply(to: request)

    #expect(reply.status == status)
    let body = try reply.json
    #expect(body.objectValue?.map(\.key) == ["error", "request_id"])
    #expect(body["error"]?["code"] == .string(code) && body["error"]?["type"] == nil)
  }

  @Test func `an error inside a stream is Zhipu's under Anthropic's name`() throws {
    let rule = BehaviourRule(.all, Behaviour(.errorEvent(type: "1305"), after: 3))
    let reply = try Stage([rule]).reply(to: ask())

    #expect(reply.names.last == "error")
    #expect(reply.events.last?.data["error"]?["code"] == "1305")
  }
}
