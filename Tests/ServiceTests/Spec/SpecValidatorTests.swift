import Testing
import Wire

@testable import Service

@Suite struct SpecValidatorTests {
  /// A good spec as JSON, changed at one place.
  private static func spec(
    name: String = #""Weather""#, slug: String = #""weather""#, description: String = #""Sun""#,
    tools: String = "[\(tool())]"
  ) -> String {
    #"{"name":\#(name),"slug":\#(slug),"description":\#(description),"tools":\#(tools)}"#
  }

  private static func tool(
    name: String = #""get""#, description: String = #""Gets.""#,
    schema: String = #"{"type":"object"}"#, implementation: String = #""return 1;""#
  ) -> String {
    #"{"name":\#(name),"description":\#(description),"inputSchema":\#(schema),"#
      + #""implementation":\#(implementation)}"#
  }

  private static func text(_ count: Int, of piece: String = "x") -> String {
    "\"" + String(repeating: piece, count: count) + "\""
  }

  private static func lines(_ count: Int) -> String {
    "\"" + String(repeating: "a;\\n", count: count - 1) + "a;\""
  }

  private static func tools(_ count: Int) -> String {
    "[" + (0..<count).map { _ in tool() }.joined(separator: ",") + "]"
  }

  @Test(arguments: [
    spec(),  // As simple as may be.
    spec(slug: #""a-1-""#),  // Every kind of character in a slug.
    spec(description: #""""#),  // A spec may lack a description, but not the member.
    spec(tools: tools(6)),  // As many tools as may be.
    spec(tools: "[\(tool(description: text(100)))]"),  // As long as may be.
    spec(tools: "[\(tool(implementation: lines(40)))]"),  // As many lines as may be.
    spec(tools: "[\(tool(implementation: lines(40).dropLast() + "\\n\""))]"),  // A last break.
    spec(tools: "[\(tool(schema: "{}"))]"),  // A schema without a type allows an object.
    spec(tools: "[\(tool(name: #""a_1""#))]"),  // Every kind of character in a tool's name.
  ])
  func `a spec within the limits is accepted`(json: String) throws {
    _ = try SpecValidator.spec(from: JSONValue.parse(json))
  }

  @Test(arguments: [
    ("[]", "expected an object"),  // Not an object.
    (spec(name: "null"), "name: expected a string"),  // No text.
    (spec(name: #"" \n""#), "name: must not be empty"),  // Nothing to read.
    (#"{"name":"a"}"#, "slug: required"),  // A member is missing.
    (spec(slug: #""../etc""#), "slug: must match ^[a-z][a-z0-9-]*$"),  // Path traversal.
    (spec(slug: #""1a""#), "slug: must match ^[a-z][a-z0-9-]*$"),  // A digit first.
    (spec(slug: #""Weather""#), "slug: must match ^[a-z][a-z0-9-]*$"),  // A capital.
    (spec(slug: #""a\n""#), "slug: must match ^[a-z][a-z0-9-]*$"),  // `$` is the very end.
    (spec(slug: #""""#), "slug: must match ^[a-z][a-z0-9-]*$"),  // Nothing.
    (spec(tools: "{}"), "tools: expected an array"),  // Not a list.
    (spec(tools: "[]"), "tools: expected 1 to 6 tools, found 0"),  // Too few.
    (spec(tools: tools(7)), "tools: expected 1 to 6 tools, found 7"),  // Too many.
    (spec(tools: "[\(tool()),3]"), "tools[1]: expected an object"),  // The second is none.
    (
      spec(tools: "[\(tool(name: #""get-it""#))]"),
      "tools[0].name: must match ^[a-z][a-z0-9_]*$"  // A hyphen belongs into slugs only.
    ),
    (
      spec(tools: "[\(tool(description: text(101)))]"),
      "tools[0].description: must have at most 100 characters, has 101"  // One too many.
    ),
    (
      spec(tools: "[\(tool(description: text(51, of: "\u{1F31E}")))]"),
      "tools[0].description: must have at most 100 characters, has 102"  // Counted as UTF-16.
    ),
    (
      spec(tools: "[\(tool(implementation: lines(41)))]"),
      "tools[0].implementation: must have at most 40 lines, has 41"  // One too many.
    ),
    (
      spec(tools: "[\(tool(implementation: #""""#))]"),
      "tools[0].implementation: must not be empty"  // Nothing to run.
    ),
    (
      spec(tools: "[\(tool(schema: #""object""#))]"),
      "tools[0].inputSchema: expected an object"  // A text is no schema.
    ),
    (
      spec(tools: "[\(tool(schema: #"{"type":"string"}"#))]"),
      "tools[0].inputSchema.type: expected \"object\""  // MCP's arguments are an object.
    ),
  ])
  func `what breaks a rule is refused with its path`(json: String, expected: String) throws {
    let error = try #require(throws: SpecProblem.self) {
      try SpecValidator.spec(from: JSONValue.parse(json))
    }
    #expect(error.description == expected)
  }

  @Test func `unknown members are dropped`() throws {
    let json = #"{"extra":1,"# + Self.spec().dropFirst()
    let spec = try SpecValidator.spec(from: JSONValue.parse(json))
    #expect(spec.json == (try JSONValue.parse(Self.spec())))
  }
}
