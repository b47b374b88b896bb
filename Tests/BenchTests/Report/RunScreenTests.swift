import Testing

@testable import bmm_bench

struct RunScreenTests {
  private func lines(_ name: String, isOn: Bool = false) throws -> [String] {
    let result = try Project.scenario(name).run()
    return RunScreen(
      result: result, files: "Results/runs/\(name)/result.json, report.html", width: 80
    ).lines.map { $0.text(isPainted: isOn) }
  }

  @Test(arguments: ["history/1-opus-sync", "history/7-streaming", "history/4-4096-90s"])
  func `one run fits a screen of 80 columns and 24 lines`(name: String) throws {
    let lines = try lines(name)
    #expect(lines.count <= 22, "the closing line and the prompt follow:\n\(lines)")
    for line in lines where !line.hasPrefix("repeat: ") && !line.hasPrefix("results: ") {
      #expect(line.unicodeScalars.count <= 80, "\(line)")
    }
  }

  @Test func `a bug that has to be there is named`() throws {
    let lines = try lines("history/7-streaming")
    #expect(
      lines.contains { $0.hasPrefix("broken, as the scenario says: terminal-event 8 ×, ") })
    #expect(lines.contains { $0.hasPrefix("the browser would say nothing") })
  }

  @Test func `a harness that was the bottleneck says so`() throws {
    var result = try Scenario(text: ScenarioText.with()).run()
    result.harness.judge(Histogram(), timeScale: 1, loop: [1, 1, 1, 1, 1], DroppedArrivals())
    let screen = RunScreen(result: result, files: "", width: 200)
    let lines = screen.lines.map { $0.text(isPainted: false) }
    #expect(lines.contains { $0.hasPrefix("the harness itself was the bottleneck: its loop") })
    #expect(lines[0] == "x  ⚠ held, but the harness itself was the bottleneck")
    #expect(
      RunSummary.closing([.ran(result)], .seconds(1)).hasPrefix(
        "0 of 1 scenarios held, in 1 the harness itself was the bottleneck; "))
  }

  /// A run of which more is to be said than a screen has room for.
  private func crowded(_ settings: [String] = []) throws -> RunResult {
    let checks = (0..<9).map { "'count(route=sync) == \(100 + $0)'" }.joined(separator: ", ")
    let words = Array(repeating: "words", count: 60).joined(separator: " ")
    var scenario = try Scenario(
      text: """
        {
          name: "crowded", about: "\(words)", expect: [\(checks)], edge: "cloudflare-2024",
          service: { knownBugs: [
            "success-not-logged", "cors-missing-on-errors", "validator-text-leaked",
            "duplicate-terminal-event",
          ] },
          llm: { rules: [
            { when: { share: "10%" }, then: "refusal" }, { when: { share: "10%" }, then: "prose" },
            { when: { share: "10%" }, then: { failure: { status: 529 } } },
          ] },
          users: [{
            name: "u", plan: { team: 1, hobby: 1 }, arrivals: { constant: "2/s", for: "30s" },
            steps: [{ analyze: {} }, { preview: {} }, { request: { path: "/nope" } }],
          }],
        }
        """)
    scenario.settings = settings
    return try scenario.run()
  }

  private func screen(_ result: RunResult, height: Int?) -> [String] {
    RunScreen(
      result: result, files: "o/crowded/result.json", closing: "0 of 1 scenarios held.", width: 80,
      height: height
    ).lines.map { $0.text(isPainted: false) }
  }

  @Test func `however much there is to say, a terminal's lines are enough, with the prompt`() throws
  {
    let result = try crowded()
    let all = screen(result, height: nil)
    #expect(all.count > 40 && !all.contains { $0.hasPrefix("left out here") })
    for height in [24, 30, 40] {
      let lines = screen(result, height: height)
      // Parts that give way take more than a line with them at times.
      #expect(((height - 5)..<height).contains(lines.count), "\(lines.joined(separator: "\n"))")
      #expect(lines.allSatisfy { $0.unicodeScalars.count <= 80 })
      #expect(lines.last == all.last)
    }
    let least = screen(result, height: 24)
    let note = try #require(least.firstIndex { $0.hasPrefix("left out here: ") })
    let shown = least.count { $0.hasPrefix("  ✗ ") }
    let failed = result.checks.count { !$0.pass }
    #expect(least[note].hasPrefix("left out here: \(failed - shown) failed checks, "))
    #expect(least[note].hasSuffix("the files below have all"))
    #expect(least[note + 1] == "results: o/crowded/result.json")
  }

  @Test func `failed expectations do not hide broken invariants, nor the other way round`() throws {
    let lines = screen(try crowded(), height: 24).filter { $0.hasPrefix("  ✗ ") }
    #expect(lines.count >= 4)
    let invariants = lines.count { $0.contains(" holds: observed ") }
    #expect(abs(lines.count - 2 * invariants) <= 1, "\(lines)")
  }

  @Test func `a command that is wider than the terminal takes two of its lines`() throws {
    let long = screen(try crowded([String](repeating: "a=1", count: 12)), height: 24)
    let rows = long.reduce(0) { $0 + max(1, ($1.unicodeScalars.count + 79) / 80) }
    #expect(long.count < rows && rows < 24, "\(long.joined(separator: "\n"))")
  }

  @Test func `a run that held is not offered to be told`() throws {
    #expect(try !lines("history/7-streaming").contains { $0.hasPrefix("replay: ") })
  }

  @Test func `what failed is shown with what was observed, and how to repeat it`() throws {
    let result = try Scenario(text: ScenarioText.with("expect: ['count() == 2']")).run()
    let lines = RunScreen(result: result, files: "x/result.json", width: 80).lines
      .map { $0.text(isPainted: true) }
    #expect(lines.contains("\u{1B}[31m  ✗ count() == 2: observed 1\u{1B}[0m"))
    #expect(lines.first == "\u{1B}[1mx\u{1B}[0m  \u{1B}[31m✗ failed\u{1B}[0m")
    #expect(
      lines.suffix(2) == [
        "repeat: bmm-bench run x.json5 --seed 1", "replay: bmm-bench replay x.json5 --seed 1",
      ])
  }
}
