import Wire

/// A tool server as a model has drafted it and a validator has accepted it.
struct Spec: Sendable, Equatable {
  /// The name for people.
  let name: String
  /// The name for addresses, `^[a-z][a-z0-9-]*$`.
  let slug: String
  /// What the server does.
  let description: String
  /// The tools, in the model's order.
  let tools: [SpecTool]

  /// The spec as JSON, with the known members only.
  var json: JSONValue {
    [
      "name": .string(name), "slug": .string(slug), "description": .string(description),
      "tools": .array(tools.map(\.json)),
    ]
  }
}
