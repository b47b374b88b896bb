import Testing

@testable import bmm_bench

struct SourcePathTests {
  private func node(_ text: String) throws -> SourceNode {
    try JSON5Parser.parse(text.utf8, file: "x.json5")
  }

  private let way = SourcePath().key("users").index(1).key("steps")

  @Test func `a way is written as messages name it`() {
    #expect(way.text == "users[1].steps")
    #expect(SourcePath().key("llm").key("glm-4.6").text == "llm[\"glm-4.6\"]")
    #expect(SourcePath().text == "")
    #expect(way.index(3).lastKey == "steps")
  }

  @Test func `a way leads to a value, or nowhere`() throws {
    let document = try node("{ users: [1, { steps: ['a', 'b'] }] }")
    #expect(document.node(at: way.index(1))?.value == .string("b"))
    #expect(document.node(at: SourcePath()) == document)
    #expect(document.node(at: way.index(2)) == nil)
    #expect(document.node(at: SourcePath().key("users").key("steps")) == nil)
  }

  @Test(arguments: [
    (
      "{ a: 1, b: [2, 3] }", SourcePath().key("a"), SourceNode.Value.bool(true),
      "{ a: true, b: [2, 3] }"
    ),
    ("{ a: 1, b: [2, 3] }", SourcePath().key("a"), nil, "{ b: [2, 3] }"),
    ("{ a: 1, b: [2, 3] }", SourcePath().key("b").index(0), nil, "{ a: 1, b: [3] }"),
    ("{ a: 1, b: [2, 3] }", SourcePath().key("b").index(9), nil, "{ a: 1, b: [2, 3] }"),
    (
      "{ a: { b: { c: 1, d: 2 } } }", SourcePath().key("a").key("b").key("c"), nil,
      "{ a: { b: { d: 2 } } }"
    ),
  ])
  func `a value is replaced, or taken away`(
    text: String, path: SourcePath, value: SourceNode.Value?, expected: String
  ) throws {
    #expect(try node(text).replacing(path, by: value).line == expected)
  }

  @Test func `a walk visits each value, outer ones first`() throws {
    var ways: [String] = []
    try node("{ a: { b: 1 }, c: [2, { d: 3 }] }").walk { path, _ in ways.append(path.text) }
    #expect(ways == ["", "a", "a.b", "c", "c[0]", "c[1]", "c[1].d"])
  }
}

struct SourceNodeTextTests {
  @Test(
    arguments: Project.names(in: "smoke") + Project.names(in: "regressions")
      + Project.names(in: "history"))
  func `what is written reads back as the same document`(name: String) throws {
    let document = try ScenarioSource.read(Project.path(name))
    for text in [document.text, document.line] {
      #expect(try JSON5Parser.parse(text.utf8, file: "x").fingerprint == document.fingerprint)
    }
    #expect(!document.line.contains("\n"))
  }

  @Test func `what fits a line stands in one, and keys have quotes where they need them`() throws {
    let text = "{ name: 'x', about: '\(String(repeating: "y", count: 90))', a: { 'b-c': [1e3] } }"
    let document = try JSON5Parser.parse(text.utf8, file: "x.json5")
    #expect(
      document.text == """
        {
          name: "x",
          about: "\(String(repeating: "y", count: 90))",
          a: { "b-c": [1e3] },
        }

        """)
  }

  @Test func `a document that is moved names other files by their way from its new place`() throws {
    let text = "{ rules: [{ then: { cassette: '../c/a.jsonl' } }], trace: '/abs.jsonl' }"
    let document = try JSON5Parser.parse(text.utf8, file: "Scenarios/smoke/x.json5")
    let moved = document.moved(to: "minimal.json5")
    #expect(moved.line.contains("\"Scenarios/smoke/../c/a.jsonl\""))
    #expect(moved.line.contains("\"/abs.jsonl\""))
    #expect(
      MinimalScenario.way(to: "Scenarios/a", from: "Results/runs/./x") == "../../../Scenarios/a")
    #expect(MinimalScenario.way(to: "/abs", from: "Results") == "/abs")
  }
}
