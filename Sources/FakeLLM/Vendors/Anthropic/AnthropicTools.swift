import Wire

/// The tools that a request offers, and which of them the model is to call.
struct AnthropicTools {
  /// Their names, those of the vendor's own tools included.
  private(set) var names: [String] = []
  /// Their definitions as text, since they are sold as input.
  private(set) var texts: [String] = []
  /// What the request says about calling them.
  private(set) var choice = GenerationRequest.ToolChoice.auto
  /// Whether it says so at all.
  private(set) var hasChoice = false

  private static let pattern = "^[a-zA-Z0-9_-]{1,128}$"

  init(_ body: RequestObject<AnthropicWords>) throws(ProviderError) {
    for (index, tool) in try body.list("tools").enumerated() {
      try add(RequestObject(tool, at: body.path["tools"][index]))
    }
    guard let choice = try body.optionalObject("tool_choice") else { return }
    hasChoice = true
    self.choice = try Self.read(choice)
  }

  private mutating func add(
    _ tool: RequestObject<AnthropicWords>
  ) throws(ProviderError) {
    texts.append(tool.value.jsonString(pretty: false))
    let type = try tool.optionalText("type") ?? "custom"
    guard type == "custom" else {
      // Of a tool on the vendor's side only the name matters here.
      if let name = try tool.optionalText("name") { names.append(name) }
      return
    }
    let custom = try RequestObject<AnthropicWords>(tool.value, at: tool.path["custom"])
    let name = try custom.text("name")
    guard 1...128 ~= name.utf8.count, name.utf8.allSatisfy(Self.isNameByte) else {
      throw custom.error(.noMatch(pattern: Self.pattern), "name")
    }
    names.append(name)
    let schema = try custom.object("input_schema")
    let kind = try schema.text("type")
    guard kind == "object" else {
      throw schema.error(.notAmong(["object"], found: kind), "type")
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func read(
    _ choice: RequestObject<AnthropicWords>
  ) throws(ProviderError) -> GenerationRequest.ToolChoice {
    switch try choice.type(among: ["auto", "any", "tool", "none"]) {
    case "any": return .any
    case "none": return .none
    case "tool":
      return .named(
        try RequestObject<AnthropicWords>(choice.value, at: choice.path["tool"]).text("name"))
    default: return .auto
    }
  }

  /// The first rule that tools and choice break together.
  var fault: ProviderError? {
    if Set(names).count < names.count {
      return AnthropicErrors.invalid("tools: Tool names must be unique.")
    }
    if hasChoice, choice != .none, names.isEmpty {
      return AnthropicErrors.invalid(
        "tool_choice: may only be specified while providing tools")
    }
    if case .named(let name) = choice, !names.contains(name) {
      return AnthropicErrors.invalid("Tool '\(name)' not found in provided tools")
    }
    return nil
  }
}
