import Wire

/// One answer that a route may give, for the OpenAPI document.
struct RouteAnswer {
  let status: Int
  let description: String
  /// The types of its body with their schemas, by name; empty for none.
  let content: [(type: String, schema: String)]

  init(
    _ status: Int, _ description: String, _ content: [(type: String, schema: String)] = []
  ) {
    self.status = status
    self.description = description
    self.content = content
  }

  /// An answer with JSON.
  static func json(_ status: Int, _ schema: String, _ description: String) -> RouteAnswer {
    RouteAnswer(status, description, [("application/json", schema)])
  }

  /// An error in the shape of all errors.
  static func error(_ status: Int, _ description: String) -> RouteAnswer {
    json(status, "Error", description)
  }

  /// What any request may get, whatever it asks for.
  static let ofEveryRoute = [
    error(400, "The bytes are no request."),
    error(408, "The request stopped in the middle."),
    error(413, "The body is longer than \(ServiceLimits.bodyBytes) bytes."),
    error(414, "The address is too long."),
    error(431, "The header fields are too long."),
    error(500, "The service failed."),
    error(501, "The transfer coding is unknown."),
    error(503, "The service, its storage or the model has too much to do."),
  ]

  /// The response object; a HEAD has none of the body.
  func json(withBody: Bool) -> JSONValue {
    var members: [JSONMember] = [
      JSONMember(key: "description", value: .string(description)),
      JSONMember(key: "headers", value: .object(headers)),
    ]
    if withBody, !content.isEmpty {
      let types = content.map {
        JSONMember(key: $0.type, value: ["schema": OpenAPISchemas.reference($0.schema)])
      }
      members.append(JSONMember(key: "content", value: .object(types)))
    }
    return .object(members)
  }

  private var headers: [JSONMember] {
    var names = [("x-request-id", "string", true)]
    if status == 429 {
      names += [("retry-after", "integer", true)]
      names += ["limit", "remaining", "reset"].map { ("x-ratelimit-\($0)", "integer", true) }
    }
    if status == 503 { names.append(("retry-after", "integer", false)) }
    if status == 303 {
      names += [("location", "string", true), ("set-cookie", "string", true)]
    }
    if status == 204 { names.append(("allow", "string", true)) }
    return names.map { name, type, isRequired in
      JSONMember(
        key: name,
        value: ["required": .bool(isRequired), "schema": ["type": .string(type)]])
    }
  }
}
