import Testing
import World

@testable import bmm_bench

struct RequestSampleTests {
  private func requests(
    _ range: Range<Int>, failing: Int, seed: UInt64 = 1
  ) -> [ResultDocument.SampledRequest] {
    range.map { number in
      ResultDocument.SampledRequest(
        id: "u-\(number)", seed: seed, group: "u", plan: "team", model: "m", stage: nil,
        outcome: number % failing == 0 ? "edge_524" : "spec", planned: .seconds(number),
        started: .seconds(number))
    }
  }

  @Test func `all of few are taken, by their planned start`() {
    let all = requests(0..<50, failing: 3)
    #expect(RequestSample.choose(among: all.reversed(), most: 50) == all)
  }

  @Test func `failures come first, up to half or to what the others leave`() {
    func failures(_ failing: Int) -> Int {
      let chosen = RequestSample.choose(among: requests(0..<1_000, failing: failing), most: 100)
      #expect(chosen.count == 100)
      return chosen.count { $0.outcome != "spec" }
    }
    #expect(failures(200) == 5, "all five of them")
    #expect(failures(2) == 50)
    #expect(failures(1) == 100, "there is nothing else")
  }

  @Test(arguments: ["ok", "link_sent", "logged_in", "left"])
  func `what ended well on any route, or by its user, is no failure`(outcome: String) {
    var all = requests(0..<1_000, failing: 200)
    for index in all.indices where all[index].outcome == "spec" { all[index].outcome = outcome }
    let chosen = RequestSample.choose(among: all, most: 10)
    #expect(chosen.count { $0.outcome == "edge_524" } == 5, "all five of them")
  }

  @Test func `the choice is even over the run`() {
    let chosen = RequestSample.choose(among: requests(0..<10_000, failing: 20_000), most: 1_000)
    for tenth in 0..<10 {
      let range = Duration.seconds(tenth * 1_000)..<Duration.seconds(tenth * 1_000 + 1_000)
      let count = chosen.count { range.contains($0.planned) }
      // A binomial of 1000 and 0.1 is further off than 40 once in 40,000 times.
      #expect((60...140).contains(count), "\(count) of about 100 in the tenth \(tenth)")
    }
  }

  @Test func `of runs under several seeds other requests are chosen`() {
    let ids = [UInt64(1), 2].map { seed in
      let all = requests(0..<1_000, failing: 2_000, seed: seed)
      return Set(RequestSample.choose(among: all, most: 100).map(\.id))
    }
    // Of 100 that are chosen anew 10 were in the first choice by chance.
    #expect(ids[0].intersection(ids[1]).count < 30)
  }

  @Test(arguments: [1, 2, 3, 50, 999])
  func `a choice among the chosen of shards is the choice among all`(failing: Int) {
    let all = requests(0..<900, failing: failing)
    let shards = (0..<3).map { shard in
      all.enumerated().filter { $0.offset % 3 == shard }.map(\.element)
    }
    let ofShards = shards.flatMap { RequestSample.choose(among: $0, most: 100) }
    #expect(
      RequestSample.choose(among: ofShards, most: 100)
        == RequestSample.choose(among: all, most: 100))
  }
}
