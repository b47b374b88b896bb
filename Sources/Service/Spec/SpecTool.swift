import Wire

/// One tool of a spec.
struct SpecTool: Sendable, Equatable {
  /// The name that MCP clients call, `^[a-z][a-z0-9_]*$`.
  let name: String
  /// What the tool does.
  let description: String
  /// The JSON Schema of its arguments.
  let inputSchema: JSONValue
  /// The JavaScript body.
  let implementation: String

  /// The tool as JSON, with the known members only.
  var json: JSONValue {
    [
      "name": .string(name), "description": .string(description), "inputSchema": inputSchema,
      "implementation": .string(implementation),
    ]
  }
}
