import Wire

/// The text of a request's system prompt and messages, checked on the way.
struct AnthropicMessages {
  /// All text, system prompt first.
  private(set) var prompt = ""
  /// The text of the user's last message.
  private(set) var subject = ""

  init(system: JSONValue?, messages: JSONValue) throws(ProviderError) {
    if let system, !system.isNull { append(try text(of: system, at: "system")) }
    guard let messages = messages.arrayValue else {
      throw AnthropicErrors.invalid("messages: Input should be a valid list")
    }
    guard !messages.isEmpty else {
      throw AnthropicErrors.invalid("messages: at least one message is required")
    }
    for (index, message) in messages.enumerated() {
      try add(message, at: "messages.\(index)")
    }
  }

  private mutating func add(_ message: JSONValue, at place: String) throws(ProviderError) {
    guard let members = message.objectValue else {
      throw AnthropicErrors.invalid("\(place): Input should be an object")
    }
    for member in members where !["role", "content"].contains(member.key) {
      throw AnthropicErrors.invalid(
        "\(place).\(member.key): Extra inputs are not permitted")
    }
    guard let role = message["role"] else {
      throw AnthropicErrors.invalid("\(place).role: Field required")
    }
    // Newer models also take system messages between the others.
    guard let role = role.stringValue, ["user", "assistant", "system"].contains(role) else {
      throw AnthropicErrors.invalid(
        "\(place).role: Input should be 'user' or 'assistant'")
    }
    guard let content = message["content"] else {
      throw AnthropicErrors.invalid("\(place).content: Field required")
    }
    let text = try text(of: content, at: "\(place).content")
    append(text)
    if role == "user" { subject = text }
  }

  private mutating func append(_ text: String) {
    if !prompt.isEmpty { prompt += "\n" }
    prompt += text
  }

  /// A text, or the text of a list of blocks; blocks of other kinds hold none.
  private func text(of content: JSONValue, at place: String) throws(ProviderError) -> String {
    if let text = content.stringValue { return text }
    guard let blocks = content.arrayValue else {
      throw AnthropicErrors.invalid("\(place): Input should be a valid string or list")
    }
    var texts: [String] = []
    for (index, block) in blocks.enumerated() {
      guard let kind = block["type"]?.stringValue else {
        throw AnthropicErrors.invalid("\(place).\(index).type: Field required")
      }
      guard kind == "text" else { continue }
      guard let text = block["text"]?.stringValue else {
        throw AnthropicErrors.invalid("\(place).\(index).text: Field required")
      }
      texts.append(text)
    }
    return texts.joined(separator: "\n")
  }
}
