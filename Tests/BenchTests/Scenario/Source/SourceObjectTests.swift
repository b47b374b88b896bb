import Testing

@testable import bmm_bench

struct SourceObjectTests {
  private func open(_ text: String, file: String = "x.json5") throws -> SourceObject {
    try SourceObject(SourceValue(try JSON5Parser.parse(text.utf8, file: file)))
  }

  @Test func `values are read by kind, and absent options are nil`() throws {
    var object = try open(
      """
      { name: "a", stream: true, users: 3, skew: -0.5, timeout: "95s", rate: "300/m",
        body: "12kB", share: "5%", chance: 0.25, list: [1, 2], tier: { limit: 7 } }
      """)

    #expect(try object.string("name") == "a")
    #expect(try object.bool("stream") == true)
    #expect(try object.int("users", in: 1...9) == 3)
    #expect(try object.double("skew", in: -1...1) == -0.5)
    #expect(try object.duration("timeout") == .seconds(95))
    #expect(try object.rate("rate") == 5)
    #expect(try object.bytes("body") == 12_000)
    #expect(try object.probability("share") == 0.05)
    #expect(try object.optionalProbability("chance") == 0.25)
    #expect(try object.array("list").map { try $0.int() } == [1, 2])
    var tier = try object.object("tier")
    #expect(try tier.int("limit") == 7)
    try tier.finish()
    #expect(try object.optionalString("other") == nil)
    #expect(try object.optionalObject("more") == nil)
    try object.finish()
  }

  @Test func `an option that is there is read and checked like a must`() throws {
    var object = try open(
      "{ s: true, d: 0.5, t: '9s', r: '2/s', b: '1kB', l: [1], w: 'sim', i: 3, x: 'simm' }")

    #expect(try object.optionalBool("s") == true)
    #expect(try object.optionalDouble("d") == 0.5)
    #expect(try object.optionalDuration("t") == .seconds(9))
    #expect(try object.optionalRate("r") == 2)
    #expect(try object.optionalBytes("b") == 1_000)
    #expect(try object.optionalArray("l")?.count == 1)
    #expect(try object.optionalEnumeration("w", among: Arm.self) == .sim)
    #expect(try object.enumeration("w", among: Arm.self) == .sim)
    #expect(try object.optionalEnumeration("absent", among: Arm.self) == nil)
    #expect(throws: ScenarioError.self) { try object.optionalInt("i", in: 4...5) }
    #expect(throws: ScenarioError.self) { try object.optionalEnumeration("x", among: Arm.self) }
  }

  private enum Arm: String, CaseIterable {
    case sim
    case live
  }

  @Test func `an unknown key is refused with the nearest and all known keys`() throws {
    let text = "{ service: { tiers: { team: {\n  maxToken: 5, timeout: '9s' } } } }"
    var document = try open(text, file: "Scenarios/x.json5")
    var service = try document.object("service")
    var tiers = try service.object("tiers")
    var team = try tiers.object("team")
    _ = try team.optionalInt("maxTokens")
    _ = try team.duration("timeout")

    let error = #expect(throws: ScenarioError.self) { try team.finish() }

    #expect(
      error?.description
        == "Scenarios/x.json5:2:3: unknown key \"maxToken\" in service.tiers.team; "
        + "did you mean \"maxTokens\"? (known: maxTokens, timeout)")
  }

  @Test func `at the top and without a near name the message is shorter`() throws {
    let object = try open("{ seed: 1 }")
    let error = #expect(throws: ScenarioError.self) { try object.finish() }
    #expect(error?.description == "x.json5:1:3: unknown key \"seed\" at the top level")
  }

  @Test func `of several unknown keys the first in the file is named`() throws {
    var object = try open("{ a: 1, zeta: 2, beta: 3 }")
    _ = try object.int("a")
    let error = #expect(throws: ScenarioError.self) { try object.finish() }
    #expect(error?.description == "x.json5:1:9: unknown key \"zeta\" at the top level (known: a)")
  }

  @Test func `a missing key is named at the place of its object`() throws {
    var object = try open("{ users: [\n { } ] }")
    var user = try object.array("users")[0].object()

    let error = #expect(throws: ScenarioError.self) { try user.string("plan") }

    #expect(error?.description == "x.json5:2:2: users[0] lacks the key \"plan\"")
  }

  @Test func `a nested reader finishes its object by itself`() throws {
    var object = try open("{ edge: { preset: 'none', cpa: 1 } }")
    let edge = try object.value("edge")

    let error = #expect(throws: ScenarioError.self) {
      try edge.object { (edge: inout SourceObject) throws(ScenarioError) in
        _ = try edge.optionalInt("cap")
        return try edge.string("preset")
      }
    }
    let preset = try edge.object { (edge: inout SourceObject) throws(ScenarioError) in
      _ = try edge.int("cpa")
      return try edge.string("preset")
    }

    #expect(preset == "none")

    #expect(
      error?.description
        == "x.json5:1:27: unknown key \"cpa\" in edge; did you mean \"cap\"? (known: cap, preset)")
  }

  @Test func `free names keep their order and count as known`() throws {
    var object = try open("{ zeta: 1, 'claude-x': { n: 'a' } }")

    let members = object.allMembers()

    #expect(members.map(\.key) == ["zeta", "claude-x"])
    try object.finish()
    var inner = try members[1].value.object()
    let error = #expect(throws: ScenarioError.self) { try inner.int("n") }
    #expect(
      error?.description == "x.json5:1:29: [\"claude-x\"].n must be a whole number, not a text")
  }

  @Test func `only an object can be opened`() {
    let error = #expect(throws: ScenarioError.self) { try open("[1]") }
    #expect(error?.description == "x.json5:1:1: the document must be an object, not an array")
  }

  @Test func `after joining two files each error names the right one`() throws {
    let own = try JSON5Parser.parse("{ users: 'many' }".utf8, file: "own.json5")
    let other = try JSON5Parser.parse("{\n  sed: 1 }".utf8, file: "base.json5")
    guard case .object(let first) = own.value, case .object(let second) = other.value else {
      Issue.record("not two objects")
      return
    }
    var joined = own
    joined.value = .object(first + second)
    var object = try SourceObject(SourceValue(joined))

    let wrongKind = #expect(throws: ScenarioError.self) { try object.int("users") }
    let unknown = #expect(throws: ScenarioError.self) { try object.finish() }

    #expect(wrongKind?.file == "own.json5")
    #expect(unknown?.file == "base.json5")
    #expect(unknown?.position == SourcePosition(line: 2, column: 3))
  }
}
