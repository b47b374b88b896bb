import Testing

@testable import bmm_bench

struct ShrinkPassTests {
  private static let invariant = Oracle(kind: .invariant, name: "terminal-event")

  private func edits(
    _ pass: ShrinkPass, _ text: String, _ oracle: Oracle = Self.invariant
  ) throws -> [String] {
    let document = try JSON5Parser.parse(text.utf8, file: "x.json5")
    return pass.edits(of: document, for: oracle).map { $0.applied(to: document).line }
  }

  @Test func `checks go, but for the one that failed`() throws {
    let text = "{ expect: ['a < 1', { check: 'b < 1', abortOnFail: true }] }"
    #expect(try edits(.checks, text) == ["{}"])
    let check = Oracle(kind: .check, name: "b < 1")
    #expect(
      try edits(.checks, text, check) == ["{ expect: [{ check: \"b < 1\", abortOnFail: true }] }"])
    #expect(try edits(.checks, "{ expect: ['b < 1'] }", check) == [])
    // What users had to see is no element of `expect`.
    #expect(try edits(.checks, text, Oracle(kind: .check, name: "u sees x")) == ["{}"])
  }

  @Test func `groups go by halves, then one by one, and never all`() throws {
    #expect(
      try edits(.groups, "{ users: [1, 2, 3, 4] }") == [
        "{ users: [3, 4] }", "{ users: [1, 2] }", "{ users: [2, 3, 4] }", "{ users: [1, 3, 4] }",
        "{ users: [1, 2, 4] }", "{ users: [1, 2, 3] }",
      ])
    #expect(try edits(.groups, "{ users: [1] }") == [])
  }

  @Test func `a group becomes one user, or a few, or fewer than there were`() throws {
    #expect(
      try edits(.arrivals, "{ users: [{ arrivals: { poisson: '1/s', for: '5m' } }] }") == [
        "{ users: [{ arrivals: { closed: 1 } }] }", "{ users: [{ arrivals: { closed: 2 } }] }",
        "{ users: [{ arrivals: { closed: 4 } }] }", "{ users: [{ arrivals: { closed: 8 } }] }",
      ])
    #expect(
      try edits(.arrivals, "{ users: [{ arrivals: { closed: 3 } }] }") == [
        "{ users: [{ arrivals: { closed: 1 } }] }", "{ users: [{ arrivals: { closed: 2 } }] }",
        "{ users: [{ arrivals: { closed: 1 } }] }", "{ users: [{ arrivals: { closed: 2 } }] }",
      ])
    #expect(try edits(.arrivals, "{ users: [{ arrivals: { closed: 1 } }] }") == [])
  }

  @Test func `any key can go, outer ones first, but for those that name or protect`() throws {
    #expect(
      try edits(
        .members,
        "{ name: 'x', about: 'y', limit: '9s', service: { withoutBugs: ['b'], cache: 'off' } }"
      ) == [
        "{ name: \"x\", about: \"y\", limit: \"9s\" }",
        "{ name: \"x\", about: \"y\", limit: \"9s\", service: { withoutBugs: [\"b\"] } }",
      ])
  }

  @Test func `a swarm is written out, so that its faults can go one by one`() throws {
    let edits = try edits(.lists, "{ chaos: { swarm: true } }")
    #expect(
      edits == [
        "{ chaos: { swarm: [\"schedule\", \"stalls\", \"slowStatements\", \"lateSegments\"] } }"
      ])
    #expect(try self.edits(.lists, edits[0]).count == 6)
  }

  @Test func `a choice becomes one of its ways, and what is repeated happens once`() throws {
    #expect(
      try edits(
        .steps,
        "{ steps: [1, { oneOf: [{ weight: 1, steps: [2] }, { weight: 9, steps: [3, 4] }] }] }"
      ).prefix(2) == ["{ steps: [1, 2] }", "{ steps: [1, 3, 4] }"])
    #expect(
      try edits(.steps, "{ steps: [{ repeat: { times: 5, steps: [7] } }] }") == ["{ steps: [7] }"])
  }

  @Test(arguments: [
    ("{ a: { uniform: ['1s', '3s'] } }", ["{ a: \"1s\" }", "{ a: \"3s\" }"]),
    ("{ a: { normal: { mean: '80s', deviation: '1s' } } }", ["{ a: \"80s\" }"]),
    ("{ a: { logNormal: { median: 7, sigma: 1 } } }", ["{ a: 7 }"]),
    ("{ a: { exponential: '5s' } }", ["{ a: \"5s\" }"]),
    ("{ a: { empirical: [4, 5] } }", ["{ a: 4 }"]),
    ("{ a: { other: 4 } }", []),
  ])
  func `what varies becomes a value of its own`(text: String, expected: [String]) throws {
    #expect(try edits(.constants, text) == expected)
  }

  @Test(arguments: [
    ("{ count: 10 }", ["{ count: 1 }", "{ count: 5 }", "{ count: 9 }"]),
    ("{ count: 2 }", ["{ count: 1 }"]),
    ("{ count: 1 }", []),
    ("{ wait: '9s' }", ["{ wait: \"4500ms\" }"]),
    ("{ wait: '1s' }", []),
    // A shorter limit fails by itself.
    ("{ limit: '60s', timeScale: 5, status: 529 }", []),
  ])
  func `numbers and times become smaller where that makes a run smaller`(
    text: String, expected: [String]
  ) throws {
    #expect(try edits(.sizes, text) == expected)
  }
}
