import HTTP
import Testing
import Wire

@testable import FakeLLM

/// What Anthropic's reader takes and refuses, beyond the rows of the dialect's tests.
@Suite struct AnthropicRequestTests {
  private static let old: HTTPFields = ["x-api-key": "k", "anthropic-version": "2023-06-01"]
  private static let new: HTTPFields = [
    "authorization": "Bearer k", "anthropic-version": "2026-10-21",
  ]

  /// What a request of those members is read as, by a provider of every model that is named here.
  private func read(
    _ changes: String, _ fields: HTTPFields = old,
    for purpose: AnthropicRequestReader.Purpose = .answer
  ) throws(ProviderError) -> GenerationRequest {
    let names = [
      "claude-test", "claude-haiku-4-5", "claude-sonnet-4-6", "claude-opus-4-7",
      "claude-fable-5", "claude-sonnet-5-5",
    ]
    let reader = AnthropicRequestReader(models: ModelCatalog(names: names), apiKeys: nil)
    var members = Self.members(Ask.messages().body)
    if purpose == .count { members.removeAll { ["max_tokens", "stream"].contains($0.key) } }
    for member in Self.members(Array(changes.utf8)) {
      members.removeAll { $0.key == member.key }
      members.append(member)
    }
    let body = Array(JSONValue.object(members).jsonString(pretty: false).utf8)
    let head = HTTPRequestHead(method: "POST", target: "/v1/messages", fields: fields)
    return try reader.read(head, body, for: purpose)
  }

  private static func members(_ body: [UInt8]) -> [JSONMember] {
    (try? JSONValue.parse(body))?.objectValue ?? []
  }

  private func complaint(
    _ changes: String, _ fields: HTTPFields = old,
    for purpose: AnthropicRequestReader.Purpose = .answer
  ) -> String? {
    do throws(ProviderError) {
      _ = try read(changes, fields, for: purpose)
      return nil
    } catch {
      return error.message
    }
  }

  // MARK: Fields

  @Test(
    arguments: [
      (#"{"system": 1}"#, "system: Input should be a valid string or list"),
      (#"{"system": [{"type": "text"}]}"#, "system.0.text: Field required"),
      (#"{"stop_sequences": "a"}"#, "stop_sequences: Input should be a valid list"),
      (#"{"stop_sequences": [1]}"#, "stop_sequences.0: Input should be a valid string"),
      (#"{"metadata": {"user": "me"}}"#, "metadata.user: Extra inputs are not permitted"),
      (#"{"service_tier": "best"}"#, "service_tier: Input should be 'auto' or 'standard_only'"),
      (#"{"speed": "slow"}"#, "speed: Input should be 'standard' or 'fast'"),
      (
        #"{"output_config": {"effort": "none"}}"#,
        "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'"
      ),
      (#"{"temperature": 1.01}"#, "temperature: Input should be less than or equal to 1"),
      (#"{"temperature": "hot"}"#, "temperature: Input should be a valid number"),
      (#"{"top_k": -1}"#, "top_k: Input should be greater than or equal to 0"),
      (#"{"messages": "Hi"}"#, "messages: Input should be a valid list"),
      (#"{"messages": ["Hi"]}"#, "messages.0: Input should be an object"),
      (#"{"messages": [{}]}"#, "messages.0.role: Field required"),
      (
        #"{"messages": [{"role": "user", "content": [{"text": "Hi"}]}]}"#,
        "messages.0.content.0.type: Field required"
      ),
      (
        #"{"messages": [{"role": "user", "content": [{"type": "image"}]}]}"#,
        "messages.0.content.0.source: Field required"
      ),
      (#"{"tools": [{"name": "a"}]}"#, "tools.0.custom.input_schema: Field required"),
      (
        #"{"tools": [{"name": "a b", "input_schema": {"type": "object"}}]}"#,
        "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'"
      ),
      (
        #"{"tools": [{"name": "a", "input_schema": {"type": "list"}}]}"#,
        "tools.0.custom.input_schema.type: Input should be 'object'"
      ),
      (
        #"{"tool_choice": {"type": "some"}}"#,
        "tool_choice: Input tag 'some' found using 'type' does not match any of the expected tags: "
          + "'auto', 'any', 'tool', 'none'"
      ),
      (#"{"tool_choice": {"type": "tool"}}"#, "tool_choice.tool.name: Field required"),
      (#"{"thinking": {"type": "enabled"}}"#, "thinking.enabled.budget_tokens: Field required"),
      (
        #"{"thinking": {"type": "enabled", "budget_tokens": 1023}}"#,
        "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024"
      ),
      (
        #"{"thinking": {"type": "adaptive", "display": "all"}}"#,
        "thinking.adaptive.display: Input should be 'summarized' or 'omitted'"
      ),
    ] as [(String, String)])
  func `a wrong field is named with its place`(
    changes: String, message: String
  ) {
    #expect(complaint(changes) == message)
  }

  @Test(
    arguments: [
      // Declared fields come first, in their order, then unknown ones, then the model's name.
      (
        #"{"extra": 1, "max_tokens": -1}"#, "max_tokens: Input should be greater than or equal to 0"
      ),
      (#"{"max_tokens": -1, "model": 1}"#, "model: Input should be a valid string"),
      (#"{"stream": 1, "messages": []}"#, "messages: at least one message is required"),
      (#"{"model": "gpt-0", "extra": 1}"#, "extra: Extra inputs are not permitted"),
      (#"{"model": "gpt-0", "tool_choice": {"type": "any"}}"#, "model: gpt-0"),
    ] as [(String, String)])
  func `of two faults the one that is declared first is told`(
    changes: String, message: String
  ) {
    #expect(complaint(changes) == message)
  }

  @Test func `the newer version has no sampling parameters, not even at their defaults`() {
    for name in ["temperature", "top_p", "top_k"] {
      let changes = #"{"\#(name)": 1}"#
      #expect(complaint(changes, Self.new) == "\(name): Extra inputs are not permitted")
      #expect(complaint(changes, Self.old) == nil)
    }
  }

  @Test func `the newer version takes documents and citations in fewer places`() {
    let document = #"""
      {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [
        {"type": "document", "source": {"type": "text", "data": "x"}}]}]}
      """#
    let cited = #"""
      {"messages": [{"role": "user", "content": [
        {"type": "text", "text": "Hi", "citations": [{}]}]}]}
      """#

    #expect(complaint(document) == nil && complaint(cited) == nil)
    #expect(complaint(document, Self.new)?.hasPrefix("messages.1.content.0: `document`") == true)
    #expect(
      complaint(cited, Self.new)
        == "messages.0.content.0.citations: Extra inputs are not permitted")
  }

  // MARK: What fields say together

  private static let tool = #"{"name": "look", "input_schema": {"type": "object"}}"#
  private static let prefill = #"""
    "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "{"}]
    """#

  @Test(
    arguments: [
      // The older models go on with what the last message began.
      (
        #"{"model": "claude-haiku-4-5", \#(prefill)}"#,
        nil
      ),
      (
        #"{"model": "claude-sonnet-4-6", \#(prefill)}"#,
        "This model does not support assistant message prefill."
      ),
      (
        #"{"model": "claude-sonnet-4-6", "thinking": {"type": "enabled", "budget_tokens": 1024}}"#,
        nil
      ),
      (
        #"{"model": "claude-opus-4-7", "thinking": {"type": "enabled", "budget_tokens": 1024}}"#,
        "\"thinking.type.enabled\" is not supported for this model."
      ),
      (#"{"model": "claude-opus-4-7", "thinking": {"type": "disabled"}}"#, nil),
      (
        #"{"model": "claude-fable-5", "thinking": {"type": "disabled"}}"#,
        "\"thinking.type.disabled\" is not supported for this model."
      ),
      (
        #"{"model": "claude-sonnet-5-5", "thinking": {"type": "disabled"}}"#,
        "\"thinking.type.disabled\" is not supported for this model."
      ),
      (
        #"{"model": "claude-haiku-4-5", "thinking": {"type": "adaptive"}}"#,
        "adaptive thinking is not supported on this model"
      ),
      (#"{"model": "claude-sonnet-4-6", "thinking": {"type": "adaptive"}}"#, nil),
      (
        #"{"thinking": {"type": "enabled", "budget_tokens": 4096}}"#,
        "`max_tokens` must be greater than `thinking.budget_tokens`."
      ),
      (
        #"""
        {"thinking": {"type": "enabled", "budget_tokens": 1024}, "tools": [\#(tool)],
         "tool_choice": {"type": "any"}}
        """#,
        "Thinking may not be enabled when tool_choice forces tool use."
      ),
      (#"{"model": "claude-haiku-4-5", "max_tokens": 64000}"#, nil),
      (
        #"{"model": "claude-haiku-4-5", "max_tokens": 64001}"#,
        "max_tokens: 64001 > 64000, which is"
      ),
      (
        #"{"tools": [\#(tool), \#(tool)]}"#,
        "tools: Tool names must be unique."
      ),
      (
        #"{"tool_choice": {"type": "any"}}"#,
        "tool_choice: may only be specified while providing tools"
      ),
      (
        #"{"tools": [\#(tool)], "tool_choice": {"type": "tool", "name": "see"}}"#,
        "Tool 'see' not found in provided tools"
      ),
      (
        #"{"messages": [{"role": "user", "content": ""}]}"#,
        "messages.0: all messages must have non-empty content"
      ),
      (
        #"{"messages": [{"role": "user", "content": [{"type": "text", "text": ""}]}]}"#,
        "messages: text content blocks must be non-empty"
      ),
    ] as [(String, String?)])
  func `what the fields say together is checked last`(
    changes: String, message: String?
  ) {
    let found = complaint(changes)
    if let message {
      #expect(found?.hasPrefix(message) == true, "\(found ?? "accepted")")
    } else {
      #expect(found == nil)
    }
  }

  @Test func `a prompt beyond the model's window is refused with both numbers`() {
    let prompt = String(repeating: "abc", count: 200_000)
    let changes = #"""
      {"model": "claude-haiku-4-5", "messages": [{"role": "user", "content": "\#(prompt)"}]}
      """#

    // The system prompt and the line between them are 17 bytes more.
    #expect(complaint(changes) == "prompt is too long: 200006 tokens > 200000 maximum")
  }

  // MARK: Calls of tools

  private static let hello = #"{"role": "user", "content": "Hi"}"#

  private func turns(_ messages: [String]) -> String? {
    complaint("{\"messages\": [\(([Self.hello] + messages).joined(separator: ","))]}")
  }

  private static func call(_ id: String) -> String {
    #"""
    {"role": "assistant",
     "content": [{"type": "tool_use", "id": "\#(id)", "name": "look", "input": {}}]}
    """#
  }

  private static func result(_ id: String) -> String {
    #"{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "\#(id)"}]}"#
  }

  @Test func `a call of a tool needs its result in the next turn`() {
    #expect(turns([Self.call("a"), Self.result("a")]) == nil)
    // Messages of one role in a row are one turn.
    #expect(turns([Self.call("a"), Self.call("b"), Self.result("b")])?.contains(": a.") == true)
    #expect(turns([Self.call("a"), Self.hello, Self.result("a")]) == nil)
    #expect(
      turns([Self.call("a"), Self.hello])?
        .hasPrefix("messages.1: `tool_use` ids were found without `tool_result` blocks") == true)
    #expect(
      turns([Self.call("a"), Self.result("b")])?.hasPrefix(
        "messages.2.content.0: unexpected `tool_use_id` found in `tool_result` blocks: b.")
        == true)
  }

  // MARK: What is read

  @Test func `tools, thinking and the key are read`() throws {
    let request = try read(
      #"""
      {"tools": [{"name": "look", "input_schema": {"type": "object"}},
                 {"type": "web_search_20250305", "name": "web"}],
       "tool_choice": {"type": "tool", "name": "look"},
       "thinking": {"type": "adaptive", "display": "omitted"}}
      """#, Self.new)

    #expect(request.tools == ["look", "web"] && request.toolChoice == .named("look"))
    #expect(request.wantsThinking && request.hidesThinking)
    #expect(request.apiKey == "k")
  }

  @Test func `the prompt is system, messages and tools, and all of it is counted`() throws {
    let tools = #"{"tools": [{"name": "look", "input_schema": {"type": "object"}}]}"#
    let plain = try read("{}")
    let full = try read(tools)
    let counted = try read(tools, for: .count)

    #expect(plain.prompt == "You write specs.\nA weather server for any city")
    #expect(
      full.prompt
        == plain.prompt + "\n{\"name\":\"look\",\"input_schema\":{\"type\":\"object\"}}")
    #expect(counted.prompt == full.prompt && counted.inputTokens == full.inputTokens)
  }

  @Test func `a count has no fields of answers`() {
    #expect(
      complaint(#"{"temperature": 1}"#, for: .count)
        == "temperature: Extra inputs are not permitted")
    #expect(
      complaint(#"{"metadata": {}}"#, for: .count) == "metadata: Extra inputs are not permitted")
  }

  @Test func `a name with a date asks for the model without one`() throws {
    #expect(try read(#"{"model": "claude-haiku-4-5-20251001"}"#).model == "claude-haiku-4-5")
    #expect(try read(#"{"model": "claude-haiku-4-5-latest"}"#).model == "claude-haiku-4-5")
    #expect(complaint(#"{"model": "claude-haiku-4-5-2025"}"#) == "model: claude-haiku-4-5-2025")
  }
}
