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
