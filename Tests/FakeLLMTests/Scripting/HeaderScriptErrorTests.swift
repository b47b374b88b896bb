import FakeLLM
import Testing

@Suite struct HeaderScriptErrorTests {
  @Test(arguments: ScriptedVendor.allCases)
  func `an unknown key is the vendor's 400 that names it`(vendor: ScriptedVendor) throws {
    let reply = try vendor.reply(#"{"outptu_tokens":5}"#)

    #expect(reply.status == 400)
    let message = try #require(try vendor.message(reply))
    #expect(
      message.contains(
        "x-fakellm-script: unknown key \"outptu_tokens\" (known: tools, tool_bytes, text,"))
    #expect(message.contains("output_tokens"))
  }

  @Test(arguments: [
    ("{", "x-fakellm-script: is not valid JSON: "),
    ("[]", "x-fakellm-script: must be an object, not a list"),
    (
      #"{"output_tokens":"5"}"#,
      "x-fakellm-script.output_tokens: must be a whole number from 0 to 1000000, not \"5\""
    ),
    (
      #"{"output_tokens":-1}"#,
      "x-fakellm-script.output_tokens: must be a whole number from 0 to 1000000, not -1"
    ),
    (#"{"text":5}"#, "x-fakellm-script.text: must be a text, not 5"),
    (
      #"{"status":200}"#,
      "x-fakellm-script.status: must be a whole number from 400 to 599, not 200"
    ),
    (
      #"{"fail":"explode"}"#,
      "x-fakellm-script.fail: must be one of \"reset\", \"cut\", \"eof\", \"garbage\", "
        + "\"error_event\", \"stall\", not \"explode\""
    ),
    (#"{"fail_after_tokens":5}"#, "x-fakellm-script.fail_after_tokens: needs \"fail\""),
    (#"{"retry_after_s":5}"#, "x-fakellm-script.retry_after_s: needs \"status\""),
    (
      #"{"error_type":"x","fail":"reset"}"#,
      "x-fakellm-script.error_type: needs \"status\", or \"fail\": \"error_event\""
    ),
    (
      #"{"fail":"reset","ping_every_ms":5}"#,
      "x-fakellm-script.ping_every_ms: needs \"fail\": \"stall\""
    ),
    (
      #"{"fail":"stall","ping_every_ms":0}"#,  // A flood without end.
      "x-fakellm-script.ping_every_ms: must be above 0"
    ),
    (#"{"times":2}"#, "x-fakellm-script.times: needs \"id\""),
    (#"{"tool":{"input":{}}}"#, "x-fakellm-script.tool: lacks the key \"name\""),
    (
      #"{"tool":{"name":"a","input":5}}"#,
      "x-fakellm-script.tool.input: must be an object"
    ),
    (
      #"{"tool":{"name":"a","args":5}}"#,
      "x-fakellm-script.tool: unknown key \"args\" (known: name, input)"
    ),
    (
      #"{"text":"a","content":"prose"}"#,
      "x-fakellm-script.content: cannot stand beside \"text\": an answer has one content"
    ),
    (
      #"{"faults":[{"is":"explosion"}]}"#,
      "x-fakellm-script.faults[0].is: must be one of \"duplicate_delta\", \"unknown_event\", "
        + "\"broken_json\", \"garbage\", not \"explosion\""
    ),
    (
      #"{"omit":["everything"]}"#,
      "x-fakellm-script.omit[0]: must be one of usage, finish, terminator, final_blank_line"
    ),
    (
      #"{"break_field":"colour"}"#,
      "x-fakellm-script.break_field: must be one of name, slug, description, tools, "
        + "tools.0.name, tools.0.description, tools.0.inputSchema, tools.0.implementation, "
        + "not \"colour\""
    ),
    (#"{"break_how":"empty"}"#, "x-fakellm-script.break_how: needs \"break_field\""),
  ])
  func `a wrong script is a 400 that says where and what belongs there`(
    script: String, message: String
  ) throws {
    let stage = Stage()
    let reply = try stage.reply(to: ScriptedVendor.anthropic.request(script))

    #expect(reply.status == 400)
    #expect(try ScriptedVendor.anthropic.message(reply)?.hasPrefix(message) == true)
    #expect(stage.calls.map(\.end) == [.refusedRequest(status: 400)])
  }
}
