import Testing
import Wire

@testable import bmm_bench

struct SchemaCommandTests {
  @Test func `the schema is JSON that editors can take`() throws {
    let end = try Program.run("schema")
    #expect(end.code == ExitCode.success.rawValue)
    let schema = try JSONValue.parse(Array(end.output.utf8))
    #expect(schema["$schema"] == "http://json-schema.org/draft-07/schema#")
    #expect(schema["$ref"] == "#/definitions/scenario")
  }

  @Test func `the page is Markdown`() throws {
    let end = try Program.run("schema", "--page")
    #expect(end.code == ExitCode.success.rawValue)
    #expect(end.output.hasPrefix("# Keys of scenario files\n"))
  }
}
