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
}
