import Wire

/// The messages of a chat completion as text; OpenAI and Zhipu spell them alike.
struct ChatMessages<Words: FieldWords> {
  /// The text of each message.
  private(set) var texts: [String] = []
  /// The text of the user's last message; nil without one.
  private(set) var subject: String?

  init(_ body: RequestObject<Words>, roles: [String]) throws(ProviderError) {
    let messages = try body.filledList("messages", atMost: Int.max)
    for (index, message) in messages.enumerated() {
      let message = try RequestObject<Words>(message, at: body.path["messages"][index])
      let role = try message.text("role")
      guard roles.contains(role) else {
        throw message.error(.notAmong(roles, found: role), "role")
      }
      try add(message, role)
    }
  }

  private mutating func add(
    _ message: RequestObject<Words>, _ role: String
  ) throws(ProviderError) {
    let text = try content(message)
    let calls = try Self.calls(message)
    if role == "tool" { _ = try message.text("tool_call_id") }
    // Only the model may say nothing, when it calls tools instead.
    if text == nil, role != "assistant" {
      throw message.error(.wrongKind(.textOrList, found: .null), "content")
    }
    texts.append(([text].compactMap(\.self) + calls).joined(separator: "\n"))
    if role == "user" { subject = text }
  }

  /// The text of a content, which may be in parts; nil without one.
  private func content(_ message: RequestObject<Words>) throws(ProviderError) -> String? {
    guard let content = message.optional("content") else { return nil }
    if let text = content.stringValue { return text }
    guard let parts = content.arrayValue else {
      throw message.error(.wrongKind(.textOrList, found: content), "content")
    }
    var texts: [String] = []
    for (index, part) in parts.enumerated() {
      let part = try RequestObject<Words>(part, at: message.path["content"][index])
      // Images, sounds and files hold no text, and cost nothing here.
      if try part.text("type") == "text" { texts.append(try part.text("text")) }
    }
    return texts.joined(separator: "\n")
  }

  private static func calls(_ message: RequestObject<Words>) throws(ProviderError) -> [String] {
    var texts: [String] = []
    for (index, call) in try message.list("tool_calls").enumerated() {
      let call = try RequestObject<Words>(call, at: message.path["tool_calls"][index])
      _ = try call.text("id")
      let function = try call.object("function")
      texts.append("\(try function.text("name")) \(try function.text("arguments"))")
    }
    return texts
  }
}
