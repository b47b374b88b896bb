import Wire

/// The OpenAPI 3.1 document, made from the same routes, limits and codes that answer requests.
struct OpenAPIDocument {
  private let routes: [Route]

  init(streaming: Bool, in environment: ServiceEnvironment) {
    routes = Route.allCases.filter {
      $0.exists(in: environment) && (streaming || $0 != .previewStream)
    }
  }

  /// The document as JSON text.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    json.write(into: &bytes)
    return bytes
  }

  /// The document itself.
  var json: JSONValue {
    [
      "openapi": "3.1.0",
      "info": [
        "title": "Build my MCP server",
        "version": .string(SystemPrompt.version),
        "summary": "Drafts tool servers from a sentence.",
      ],
      "servers": [["url": "/"]],
      "paths": .object(routes.map { JSONMember(key: $0.path, value: path($0)) }),
      "components": [
        "schemas": OpenAPISchemas.all,
        "securitySchemes": [
          "session": [
            "type": "apiKey", "in": "cookie", "name": .string(SessionCookie.name),
          ],
          "operator": ["type": "http", "scheme": "bearer"],
        ],
      ],
    ]
  }

  private func path(_ route: Route) -> JSONValue {
    .object(
      route.methods.map { method in
        JSONMember(
          key: method.lowercased(),
          value: method == "OPTIONS" ? options(route) : operation(route, method))
      })
  }

  private func operation(_ route: Route, _ method: String) -> JSONValue {
    let suffix = method == "HEAD" ? "_head" : ""
    var members: [JSONMember] = [
      JSONMember(key: "operationId", value: .string(route.name + suffix)),
      JSONMember(key: "summary", value: .string(route.summary)),
    ]
    if !route.security.isEmpty {
      let ways = route.security.map { way in
        JSONValue.object(way.map { JSONMember(key: $0, value: []) })
      }
      members.append(JSONMember(key: "security", value: .array(ways)))
    }
    if !route.parameters.isEmpty {
      let parameters = route.parameters.map { name, pattern -> JSONValue in
        [
          "name": .string(name), "in": "query", "required": true,
          "schema": ["type": "string", "pattern": .string(pattern)],
        ]
      }
      members.append(JSONMember(key: "parameters", value: .array(parameters)))
    }
    if let schema = route.bodySchema {
      members.append(
        JSONMember(
          key: "requestBody",
          value: [
            "required": true,
            "content": ["application/json": ["schema": OpenAPISchemas.reference(schema)]],
          ]))
    }
    members.append(JSONMember(key: "responses", value: responses(route, method)))
    return .object(members)
  }

  private func responses(_ route: Route, _ method: String) -> JSONValue {
    let answers = route.answers.sorted { $0.status < $1.status }
    return .object(
      answers.map { answer in
        JSONMember(
          key: String(answer.status), value: answer.json(withBody: method != "HEAD"))
      })
  }

  private func options(_ route: Route) -> JSONValue {
    let answers = [RouteAnswer(204, "What may be asked; to a known origin, as a preflight answer.")]
    return [
      "operationId": .string(route.name + "_options"),
      "summary": "Names the methods.",
      "responses": .object(
        (answers + RouteAnswer.ofEveryRoute).sorted { $0.status < $1.status }
          .map { JSONMember(key: String($0.status), value: $0.json(withBody: true)) }),
    ]
  }
}
