import Wire

/// The tools that a chat completion offers; OpenAI and Zhipu spell them alike.
struct ChatTools<Words: FieldWords> {
  /// Their names.
  private(set) var names: [String] = []
  /// Their definitions as text, since they are sold as input.
  private(set) var texts: [String] = []
  /// Which of them is to be called.
  private(set) var choice = GenerationRequest.ToolChoice.auto

  init(_ body: RequestObject<Words>) throws(ProviderError) {
    for (index, tool) in try body.list("tools").enumerated() {
      let tool = try RequestObject<Words>(tool, at: body.path["tools"][index])
      texts.append(tool.value.jsonString(pretty: false))
      // Tools on the vendor's side are no business of the client.
      guard try tool.text("type") == "function" else { continue }
      names.append(try tool.object("function").text("name"))
    }
    guard let choice = body.optional("tool_choice") else { return }
    self.choice = try Self.read(choice, body)
    if case .named(let name) = self.choice, !names.contains(name) {
      throw body.error(.notAmong(names, found: name), "tool_choice")
    }
  }

  private static func read(
    _ choice: JSONValue, _ body: RequestObject<Words>
  ) throws(ProviderError) -> GenerationRequest.ToolChoice {
    guard choice.stringValue != nil else {
      return .named(try body.object("tool_choice").object("function").text("name"))
    }
    switch try body.optionalText("tool_choice", among: ["none", "auto", "required"]) {
    case "none": return .none
    case "required": return .any
    default: return .auto
    }
  }
}
