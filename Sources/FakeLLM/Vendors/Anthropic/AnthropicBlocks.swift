import Wire

/// Reads the content of one message: a text, or a list of blocks.
struct AnthropicBlocks {
  /// What a content holds.
  struct Found {
    /// Its text: what is sold as input.
    var text = ""
    /// Whether there is no block, or no text.
    var isEmpty = false
    /// Whether a block of text has none.
    var hasEmptyText = false
    /// The ids of the tools that are called.
    var toolCalls: [String] = []
    /// The calls that have their results here, and in which block.
    var toolResults: [(block: Int, id: String)] = []
  }

  private let version: AnthropicVersion
  private let isAssistant: Bool

  init(_ version: AnthropicVersion, isAssistant: Bool) {
    self.version = version
    self.isAssistant = isAssistant
  }

  /// Reads the content at that place.
  func read(_ content: JSONValue, at path: FieldPath) throws(ProviderError) -> Found {
    if let text = content.stringValue { return Found(text: text, isEmpty: text.isEmpty) }
    guard let blocks = content.arrayValue else {
      throw AnthropicWords.error(.wrongKind(.textOrList, found: content), at: path)
    }
    var found = Found(isEmpty: blocks.isEmpty)
    var texts: [String] = []
    for (index, block) in blocks.enumerated() {
      let block = try RequestObject<AnthropicWords>(block, at: path[index])
      if let text = try read(block, index, into: &found) { texts.append(text) }
    }
    found.text = texts.joined(separator: "\n")
    return found
  }

  // MARK: Blocks

  /// The blocks of the newest client; of those that no case below names only the type is read.
  private static let types = [
    "bash_code_execution_tool_result", "code_execution_tool_result", "container_upload",
    "document", "image", "redacted_thinking", "search_result", "server_tool_use", "text",
    "text_editor_code_execution_tool_result", "thinking", "tool_result",
    "tool_search_tool_result", "tool_use", "web_fetch_tool_result", "web_search_tool_result",
  ]

  /// The text of a block, nil for one that has none.
  private func read(
    _ block: RequestObject<AnthropicWords>, _ index: Int, into found: inout Found
  ) throws(ProviderError) -> String? {
    switch try block.type(among: Self.types) {
    case "text": return try text(block, &found)
    case "tool_use":
      found.toolCalls.append(try block.text("id"))
      let name = try block.text("name")
      return "\(name) \(try block.object("input").value.jsonString(pretty: false))"
    case "tool_result":
      found.toolResults.append((index, try block.text("tool_use_id")))
      return try result(block)
    case "thinking":
      // Thinking of earlier turns is not sold as input.
      _ = try (block.text("thinking"), block.text("signature"))
    case "redacted_thinking": _ = try block.text("data")
    case "image": _ = try block.object("source").text("type")
    case "document":
      guard !isAssistant || version == .of2023 else {
        throw AnthropicErrors.invalid(
          "\(block.path.dotted): `document` blocks are not permitted in assistant messages")
      }
      _ = try block.object("source").text("type")
    default: break
    }
    return nil
  }

  private func text(
    _ block: RequestObject<AnthropicWords>, _ found: inout Found
  ) throws(ProviderError) -> String {
    let text = try block.text("text")
    if text.isEmpty { found.hasEmptyText = true }
    if !isAssistant, version != .of2023, try !block.list("citations").isEmpty {
      throw block.error(.unknown, "citations")
    }
    return text
  }

  private func result(_ block: RequestObject<AnthropicWords>) throws(ProviderError) -> String {
    _ = try block.flag("is_error")
    guard let content = block.optional("content") else { return "" }
    return try read(content, at: block.path["content"]).text
  }
}
