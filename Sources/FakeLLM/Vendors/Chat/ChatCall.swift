import Wire

/// A call of a tool as chat completions spell it.
enum ChatCall {
  /// A whole call; nil for a block of another kind.
  static func whole(_ block: ScriptBlock, index: Int? = nil) -> JSONValue? {
    call(block, index: index, arguments: String(decoding: block.bytes, as: UTF8.self))
  }

  /// A call before its first argument.
  static func opening(_ block: ScriptBlock, index: Int) -> JSONValue? {
    call(block, index: index, arguments: "")
  }

  private static func call(
    _ block: ScriptBlock, index: Int?, arguments: String
  ) -> JSONValue? {
    guard case .tool(let id, let name) = block.kind else { return nil }
    let function: JSONValue = ["name": .string(name), "arguments": .string(arguments)]
    let empty: JSONValue = [:]
    return empty.adding("index", .integer(Int64(index ?? 0)), unless: index == nil)
      .adding("id", .string(spelled(id))).adding("type", "function")
      .adding("function", function)
  }

  /// Ids of calls begin with another word here than Anthropic's.
  private static func spelled(_ id: String) -> String {
    id.hasPrefix("toolu_") ? "call_" + id.dropFirst(6) : id
  }
}

extension Script {
  /// The number of each block among the calls of tools; for other blocks that of the next call.
  var callIndices: [Int] {
    var count = 0
    return blocks.map { block in
      defer { if block.channel == .toolInput { count += 1 } }
      return count
    }
  }
}
