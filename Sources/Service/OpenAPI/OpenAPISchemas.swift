import Wire

/// The schemas of bodies, from the limits that the service itself checks.
enum OpenAPISchemas {
  /// A schema by its name in the document.
  static func reference(_ name: String) -> JSONValue {
    ["$ref": .string("#/components/schemas/\(name)")]
  }

  /// All of them, by their names.
  static var all: JSONValue {
    [
      "PreviewRequest": object(["prompt": prompt]),
      "Preview": object([
        "spec": reference("Spec"), "model": text, "cached": ["type": "boolean"],
        "usage": object(["inputTokens": count, "outputTokens": count]),
      ]),
      "Spec": object([
        "name": text, "slug": matching("^[a-z][a-z0-9-]*$"), "description": ["type": "string"],
        "tools": [
          "type": "array", "items": reference("Tool"),
          "minItems": .integer(Int64(SpecLimits.tools.lowerBound)),
          "maxItems": .integer(Int64(SpecLimits.tools.upperBound)),
        ],
      ]),
      "Tool": object([
        "name": matching("^[a-z][a-z0-9_]*$"),
        "description": [
          "type": "string", "maxLength": .integer(Int64(SpecLimits.descriptionLength)),
        ],
        "inputSchema": ["type": "object"], "implementation": text,
      ]),
      "StreamEvent": object([
        "event": choice(["text", "spec", "error"]),
        "data": ["type": "string", "contentMediaType": "application/json"],
      ]),
      "Me": object([
        "user": object(["id": text, "email": text, "isAdmin": ["type": "boolean"]]),
        "organisation": object(["id": text, "name": text]), "plan": plan, "model": text,
        "limits": object(["previews": ["oneOf": [reference("DailyShare"), ["type": "null"]]]]),
      ]),
      "DailyShare": object([
        "limit": count, "remaining": count, "resetsAt": ["type": "string", "format": "date-time"],
      ]),
      "Login": [
        "type": "object", "required": ["email"],
        "properties": ["email": email, "plan": plan],
      ],
      "MagicLink": object(["email": email]),
      "Sent": object(["status": choice(["sent"])]),
      "Nothing": ["type": "object"],
      "Status": object(["status": choice(["ok", "ready"])]),
      "NotReady": object([
        "error": choice(["not_ready"]), "message": text,
        "reasons": ["type": "array", "minItems": 1, "items": choice(["draining", "database"])],
      ]),
      "Error": object(["error": matching("^[a-z][a-z_]*$"), "message": text]),
      "Text": ["type": "string"],
      "Document": ["type": "object"],
    ]
  }

  /// At least so many characters without the white space around them, at most so many with it.
  private static var prompt: JSONValue {
    let limits = ServiceLimits.promptLength
    return [
      "type": "string", "minLength": .integer(Int64(limits.lowerBound)),
      "maxLength": .integer(Int64(limits.upperBound)),
      "pattern": .string("[^\\t\\n\\r ][\\s\\S]{\(limits.lowerBound - 2),}[^\\t\\n\\r ]"),
      "description": .string("At most \(limits.upperBound) UTF-16 units."),
    ]
  }

  private static let email: JSONValue = [
    "type": "string", "pattern": .string(EmailAddress.pattern),
    "maxLength": .integer(Int64(ServiceLimits.emailBytes)),
  ]
  private static let plan = choice(Plan.allCases.map(\.rawValue))
  private static let text: JSONValue = ["type": "string", "minLength": 1]
  private static let count: JSONValue = ["type": "integer", "minimum": 0]

  private static func matching(_ pattern: String) -> JSONValue {
    ["type": "string", "pattern": .string(pattern)]
  }

  private static func choice(_ words: [String]) -> JSONValue {
    ["type": "string", "enum": .array(words.map { .string($0) })]
  }

  /// An object that must have all of these members; it may have more.
  private static func object(_ members: JSONValue) -> JSONValue {
    let names = members.objectValue?.map { JSONValue.string($0.key) } ?? []
    return ["type": "object", "required": .array(names), "properties": members]
  }
}
