import Testing

@testable import bmm_bench

struct NotExercisedTests {
  private static let text = """
    { name: 'x', about: 'y',
      llm: { rules: [
        { when: { promptContains: 'no such words' }, then: 'prose' },
        { then: { firstToken: '1s' } },
        { then: 'refusal' },
      ] },
      links: { 'users-edge': { faults: [
        { cut: { byte: 1 }, nthConnection: 9 }, { latency: '1ms' }, { down: 'refused', from: '1h' },
      ] } },
      faults: [{ restart: 'llm', at: '5s' }, { restart: 'service', at: '90m' }],
      users: [{ name: 'u', plan: 'team', arrivals: { closed: 1 },
                steps: [{ preview: {} }, { wait: '30s' }] }] }
    """

  private static let idle = [
    "llm.rules[0]", "llm.rules[2]", "fault 1 of users-edge", "users-edge down at 1h",
    "death of service at 90m",
  ]

  @Test func `what never came true is said beside the invariants, and fails nothing`() throws {
    let result = try Scenario(text: Self.text).run()
    #expect(result.notExercised == Self.idle)
    #expect(!result.failed.contains { $0.contains("exercised") })
    let screen = RunScreen(result: result, files: "x", width: 200)
    let lines = screen.lines.map { $0.text(isPainted: false) }
    #expect(lines.contains("never came true: \(Self.idle.joined(separator: ", "))"))
  }

  @Test func `results keep it, and of several what none has shown`() throws {
    let result = try Scenario(text: Self.text).run()
    let build = BuildStamp(mode: "debug", commit: nil)
    var document = ResultDocument(result, by: build)
    let bytes = ResultFile.bytes(document)
    #expect(try ResultReader.decode(bytes, file: "x").notExercised == Self.idle)
    var other = document
    other.notExercised = ["llm.rules[2]", "fault 7 of users-edge"]
    document.add(other, isOneRun: false)
    #expect(document.notExercised == ["llm.rules[2]"])
  }
}
