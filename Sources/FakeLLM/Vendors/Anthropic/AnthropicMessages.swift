import Wire

/// The messages of a request as text, and what is wrong with them beyond their spelling.
struct AnthropicMessages {
  /// The text of each message.
  private(set) var texts: [String] = []
  /// The text of the user's last message.
  private(set) var subject = ""
  /// Whether the last message is the beginning of the answer.
  private(set) var hasPrefill = false
  /// The first rule that the messages break together; told once all fields are known to be right.
  private(set) var fault: ProviderError?

  private let version: AnthropicVersion
  /// The calls of tools in the model's last turn that have no result yet.
  private var openCalls: [String] = []
  private var turnOfCalls = 0

  /// The documented limit.
  private static let countMax = 100_000
  private static let roles = ["user", "assistant"]

  init(
    _ body: RequestObject<AnthropicWords>, _ version: AnthropicVersion
  ) throws(ProviderError) {
    self.version = version
    let messages = try body.filledList("messages", atMost: Self.countMax)
    for (index, message) in messages.enumerated() {
      let path = body.path["messages"][index]
      try add(RequestObject(message, at: path), index, isLast: index == messages.count - 1)
    }
    requireResults()
  }

  // MARK: One message

  private mutating func add(
    _ message: RequestObject<AnthropicWords>, _ index: Int, isLast: Bool
  ) throws(ProviderError) {
    let role = try message.text("role")
    // Newer models also take system messages, which the complaint does not name.
    guard Self.roles.contains(role) || role == "system" else {
      throw message.error(.notAmong(Self.roles, found: role), "role")
    }
    let content = try message.required("content")
    if role == "assistant" { beginTurn(index) }
    let blocks = AnthropicBlocks(version, isAssistant: role == "assistant")
    let found = try blocks.read(content, at: message.path["content"])
    try message.refuseUnknown(["role", "content"])
    settle(found, index)
    texts.append(found.text)
    hasPrefill = role == "assistant"
    if role == "user" { subject = found.text }
    if found.isEmpty, !(isLast && role == "assistant") {
      complain(
        "messages.\(index): all messages must have non-empty content except for the optional "
          + "final assistant message")
    }
    if found.hasEmptyText { complain("messages: text content blocks must be non-empty") }
  }

  // MARK: Calls of tools and their results

  private mutating func beginTurn(_ index: Int) {
    requireResults()
    turnOfCalls = index
  }

  private mutating func settle(_ found: AnthropicBlocks.Found, _ index: Int) {
    for (place, id) in found.toolResults {
      guard let call = openCalls.firstIndex(of: id) else {
        complain(
          "messages.\(index).content.\(place): unexpected `tool_use_id` found in `tool_result` "
            + "blocks: \(id). Each `tool_result` block must have a corresponding `tool_use` "
            + "block in the previous message.")
        continue
      }
      openCalls.remove(at: call)
    }
    openCalls += found.toolCalls
  }

  private mutating func requireResults() {
    guard !openCalls.isEmpty else { return }
    complain(
      "messages.\(turnOfCalls): `tool_use` ids were found without `tool_result` blocks "
        + "immediately after: \(openCalls.joined(separator: ", ")). Each `tool_use` block must "
        + "have a corresponding `tool_result` block in the next message.")
    openCalls = []
  }

  private mutating func complain(_ message: String) {
    if fault == nil { fault = AnthropicErrors.invalid(message) }
  }
}
