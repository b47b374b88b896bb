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
    let lines = RunScreen(result: result, files: "", width: 200).lines
      .map { $0.text(isPainted: false) }
    #expect(lines.contains { $0.hasPrefix("the harness itself was the bottleneck: its loop") })
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
