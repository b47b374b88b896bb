import Wire

/// Reads `request`: a request of any route of the service.
struct RequestStepDecoder {
  /// Reads what the user has to see.
  let sights: SightDecoder

  /// Methods that users may send.
  enum Method: String, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
  }

  /// A step with a path; GET, and POST where there is a body, unless it says otherwise.
  func decode(_ value: SourceValue) throws(ScenarioError) -> RequestStep {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let path = try Self.path(try object.value("path"))
      let body = try object.optionalValue("body").map(Self.body) ?? []
      let usual = body.isEmpty ? Method.get : .post
      let method = try object.optionalEnumeration("method", among: Method.self) ?? usual
      return RequestStep(
        method: method.rawValue, path: path,
        fields: try Self.fields(object.optionalValue("headers")), body: body,
        sees: try sights.decode(object.optionalValue("sees"), isStream: false))
    }
  }

  private static func path(_ value: SourceValue) throws(ScenarioError) -> String {
    let path = try value.string()
    guard path.hasPrefix("/"), path.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw value.error("must begin with / and hold visible ASCII characters only")
    }
    return path
  }

  /// A text goes as it is, everything else as JSON.
  private static func body(_ value: SourceValue) throws(ScenarioError) -> [UInt8] {
    if case .string(let text) = value.node.value { return Array(text.utf8) }
    return Array(value.node.json.jsonString(pretty: false).utf8)
  }

  private static func fields(_ value: SourceValue?) throws(ScenarioError) -> HTTPFields {
    var fields: HTTPFields = [:]
    guard let value else { return fields }
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      for (name, value) in object.allMembers() {
        let text = try value.string()
        let lower = name.lowercased()
        guard !lower.isEmpty, lower.utf8.allSatisfy(isNameByte), !own.contains(lower) else {
          throw value.error("cannot be sent: \"\(name)\" is no field name, or the program's own")
        }
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
          throw value.error("holds a control character")
        }
        fields.append(lower, text)
      }
    }
    return fields
  }

  /// Fields that say how a message is framed, and the one by which the roles' views are joined.
  private static let own = [
    "connection", "content-length", "host", "transfer-encoding", "upgrade", "x-request-id",
  ]

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension SourceNode {
  /// The value as JSON.
  var json: JSONValue {
    switch value {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .number(let number, let text): Int64(text).map { .integer($0) } ?? .number(number)
    case .string(let text): .string(text)
    case .array(let elements): .array(elements.map(\.json))
    case .object(let members):
      .object(members.map { JSONMember(key: $0.key, value: $0.node.json) })
    }
  }
}
