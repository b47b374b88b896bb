import Wire

/// Checks that a JSON value is a spec, and says at which path it is not.
enum SpecValidator {
  /// The spec in a JSON value; unknown members are dropped.
  static func spec(from value: JSONValue) throws(SpecProblem) -> Spec {
    guard value.objectValue != nil else { throw SpecProblem("", "expected an object") }
    let slug = try string("slug", in: value, at: "slug")
    try check(slug, also: UInt8(ascii: "-"), "^[a-z][a-z0-9-]*$", at: "slug")
    return Spec(
      name: try text("name", in: value, at: "name"), slug: slug,
      description: try string("description", in: value, at: "description"),
      tools: try tools(in: value))
  }

  private static func tools(in value: JSONValue) throws(SpecProblem) -> [SpecTool] {
    guard let elements = value["tools"]?.arrayValue else {
      throw SpecProblem("tools", "expected an array")
    }
    guard SpecLimits.tools.contains(elements.count) else {
      let (low, high) = (SpecLimits.tools.lowerBound, SpecLimits.tools.upperBound)
      throw SpecProblem("tools", "expected \(low) to \(high) tools, found \(elements.count)")
    }
    var tools: [SpecTool] = []
    for (index, element) in elements.enumerated() {
      tools.append(try tool(from: element, at: "tools[\(index)]"))
    }
    return tools
  }

  private static func tool(
    from value: JSONValue, at path: String
  ) throws(SpecProblem) -> SpecTool {
    guard value.objectValue != nil else { throw SpecProblem(path, "expected an object") }
    let name = try string("name", in: value, at: "\(path).name")
    try check(name, also: UInt8(ascii: "_"), "^[a-z][a-z0-9_]*$", at: "\(path).name")
    let description = try string("description", in: value, at: "\(path).description")
    try checkLength(description.utf16.count, at: "\(path).description")
    let implementation = try text("implementation", in: value, at: "\(path).implementation")
    try checkLines(of: implementation, at: "\(path).implementation")
    return SpecTool(
      name: name, description: description,
      inputSchema: try schema(in: value, at: "\(path).inputSchema"),
      implementation: implementation)
  }

  private static func schema(
    in value: JSONValue, at path: String
  ) throws(SpecProblem) -> JSONValue {
    guard let schema = value["inputSchema"], schema.objectValue != nil else {
      throw SpecProblem(path, "expected an object")
    }
    // MCP knows no arguments but an object; a schema without a type allows one.
    guard schema["type"] == nil || schema["type"]?.stringValue == "object" else {
      throw SpecProblem("\(path).type", "expected \"object\"")
    }
    return schema
  }

  // MARK: Parts

  private static func string(
    _ key: String, in value: JSONValue, at path: String
  ) throws(SpecProblem) -> String {
    guard let member = value[key] else { throw SpecProblem(path, "required") }
    guard let text = member.stringValue else { throw SpecProblem(path, "expected a string") }
    return text
  }

  /// A string with something in it.
  private static func text(
    _ key: String, in value: JSONValue, at path: String
  ) throws(SpecProblem) -> String {
    let text = try string(key, in: value, at: path)
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw SpecProblem(path, "must not be empty")
    }
    return text
  }

  /// A lower-case letter, then lower-case letters, digits and one more character.
  private static func check(
    _ name: String, also extra: UInt8, _ pattern: String, at path: String
  ) throws(SpecProblem) {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let isValid =
      name.utf8.first.map(letters.contains) == true
      && name.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == extra }
    guard isValid else { throw SpecProblem(path, "must match \(pattern)") }
  }

  private static func checkLength(_ length: Int, at path: String) throws(SpecProblem) {
    let limit = SpecLimits.descriptionLength
    guard length <= limit else {
      throw SpecProblem(path, "must have at most \(limit) characters, has \(length)")
    }
  }

  private static func checkLines(of text: String, at path: String) throws(SpecProblem) {
    // A line break at the very end starts no line.
    let body = text.utf8.last == UInt8(ascii: "\n") ? text.utf8.dropLast() : text.utf8[...]
    let lines = body.count { $0 == UInt8(ascii: "\n") } + 1
    let limit = SpecLimits.implementationLines
    guard lines <= limit else {
      throw SpecProblem(path, "must have at most \(limit) lines, has \(lines)")
    }
  }
}
