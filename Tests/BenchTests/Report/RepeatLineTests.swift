import Testing

@testable import bmm_bench

struct RepeatLineTests {
  private func document() throws -> ResultDocument {
    var document = try ResultDocument.of(ScenarioText.with())
    document.file = "my files/a.json5"
    document.seed = 7
    return document
  }

  @Test func `a live run is repeated with its time scale, its settings and its part`() throws {
    var document = try document()
    document.world = "live"
    document.timeScale = 0.05
    document.settings = ["about=it's"]
    document.shard = Shard(index: 2, count: 3)
    #expect(
      RepeatLine(document).text == "bmm-bench run 'my files/a.json5' --seed 7 "
        + #"--set 'about=it'\''s' --world live --time-scale 0.05 --shard 2/3"#)
  }

  @Test func `a replay says where it comes from, as far as that is known`() throws {
    let line = try RepeatLine(document())
    let plain = "bmm-bench replay 'my files/a.json5' --seed 7"
    #expect(line.replay == plain)
    #expect(
      line.replay(from: ReplayOrigin(commit: nil, scenarioHash: "ab")) == plain + " --scenario ab")
    #expect(
      line.replay(from: ReplayOrigin(commit: "0123456", scenarioHash: "ab"))
        == plain + " --commit 0123456 --scenario ab")
  }

  @Test func `a part of a sweep is repeated from the sweep's first seed on`() throws {
    var document = try document()
    document.shard = Shard(index: 2, count: 3)
    document.seeds = [7, 10, 13].map { seed in
      SeedRun(seed: seed, verdict: .held, failed: [], figures: [])
    }
    #expect(
      RepeatLine(document).text
        == "bmm-bench run 'my files/a.json5' --seed 6 --seeds 8 --shard 2/3")
  }
}
