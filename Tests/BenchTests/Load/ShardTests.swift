import Testing
import World

@testable import bmm_bench

struct ShardTests {
  @Test(arguments: [("1/1", 1, 1), ("2/8", 2, 8), ("1000/1000", 1000, 1000)])
  func `a part is written with its number and how many there are`(
    text: String, index: Int, count: Int
  ) {
    #expect(Shard(text) == Shard(index: index, count: count))
    #expect(Shard(text)?.description == text)
  }

  @Test(
    arguments: [
      "", "1", "0/2", "3/2", "-1/2", "1/0", "1/-1", "1/2/3", "a/b", "1/", "/2", "1/1001", " 1/2",
    ])
  func `what is no part is refused`(text: String) {
    #expect(Shard(text) == nil)
  }

  @Test(arguments: 1...7)
  func `parts have nothing in common, and are the whole together`(count: Int) {
    let shards = (1...count).map { Shard(index: $0, count: count) }
    for number in 0..<100 { #expect(shards.count { $0.owns(number) } == 1) }
    let made = shards.flatMap { shard in (1...20).map(shard.number) }
    #expect(made.sorted() == Array(1...(20 * count)))
    for whole in [0, 1, 5, 7, 100] {
      #expect(shards.reduce(0) { $0 + $1.share(of: whole) } == whole)
    }
  }

  @Test(arguments: [(1, 3), (2, 5), (3, 3), (4, 10)])
  func `no two parts share an account, and none is left unused`(count: Int, accounts: Int) {
    var owners: [Int: Set<Int>] = [:]
    for number in 0..<100 {
      for shard in (1...count).map({ Shard(index: $0, count: count) }) where shard.owns(number) {
        owners[shard.account(of: number, among: accounts), default: []].insert(shard.index)
      }
    }
    #expect(owners.keys.sorted() == Array(0..<accounts))
    #expect(owners.values.allSatisfy { $0.count == 1 })
  }

  @Test func `the whole gives accounts in turn`() {
    #expect((0..<5).map { Shard.whole.account(of: $0, among: 3) } == [0, 1, 2, 0, 1])
  }

  @Test func `parts let the users of one run come, to providers that draw other chance`() throws {
    let text = ScenarioText.users(
      """
      { name: 'u', plan: 'team', arrivals: { poisson: '1/s', count: 6 },
        steps: [{ previewStream: { prompt: 'about a server {n}' } }] }
      """)
    func records(_ shard: Shard) throws -> [RequestRecord] {
      try Scenario(text: text).changed { $0.shard = shard }.evidence().records
    }
    let whole = try records(.whole)
    let parts = try [1, 2].map { try records(Shard(index: $0, count: 2)) }
    let starts = [parts.flatMap(\.self), whole].map { $0.map(\.planned).sorted() }
    #expect(starts[0].count == starts[1].count)
    for (one, other) in zip(starts[0], starts[1]) {
      // Their accounts are made first, by the chance of each part.
      #expect(abs((one - other).seconds) < 0.01)
    }
    // The first call of each part would meet the same first call of the provider.
    let waits = parts.map { part in part[0].firstToken.map { $0 - part[0].started } }
    #expect(waits[0] != nil && waits[0] != waits[1])
  }
}
