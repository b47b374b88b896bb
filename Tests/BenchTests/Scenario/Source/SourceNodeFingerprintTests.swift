import Testing

@testable import bmm_bench

struct SourceNodeFingerprintTests {
  private func fingerprint(_ text: String, file: String = "x.json5") throws -> String {
    try JSON5Parser.parse(text.utf8, file: file).fingerprint
  }

  @Test func `comments, layout and the file's name do not count`() throws {
    let one = try fingerprint("{ name: 'x', users: [1, true, null] }")
    let same = try fingerprint(
      "// Said again\n{\"name\": \"x\",\n users: [1, true, null,],}", file: "y")
    #expect(one == same)
    #expect(one.count == 16)
  }

  @Test(arguments: ["{ a: 1, b: [2, '3'] }"])
  func `whatever it says counts`(text: String) throws {
    let others = [
      "{ a: 1, b: ['2', '3'] }", "{ a: 1, b: [2, 3] }", "{ a: 1, b: [2], c: '3' }",
      "{ a: 1, b: { c: 2, d: '3' } }", "{ b: [2, '3'], a: 1 }", "{ a: true, b: [2, '3'] }", "{}",
    ]
    let prints = try others.map { try fingerprint($0) } + [fingerprint(text)]
    #expect(Set(prints).count == prints.count)
  }
}
