import World

/// A part of a scenario's users, or of a sweep's seeds, that one of several machines takes.
///
/// Planned start k belongs to part k mod n, so that the parts have nothing in common and together
/// are the whole.
struct Shard: Equatable, Sendable {
  /// Which part, from 1.
  let index: Int
  /// How many there are.
  let count: Int

  /// All of it.
  static let whole = Shard(index: 1, count: 1)

  /// One of at least one.
  init(index: Int, count: Int) {
    precondition(count > 0 && (1...count).contains(index), "there is no shard \(index)/\(count)")
    self.index = index
    self.count = count
  }

  /// Reads `2/8`; nil if that is no part.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1] else { return nil }
    guard (1...BenchLimits.shardsMax).contains(count), (1...count).contains(index) else {
      return nil
    }
    self.init(index: index, count: count)
  }

  /// Whether this is not all.
  var isPart: Bool { count > 1 }

  /// Whether something with a number from 0 belongs to this part.
  func owns(_ number: Int) -> Bool { number % count == index - 1 }

  /// The number, from 1, of the n-th thing that this part makes itself, from 1: no other part has
  /// the same.
  func number(of own: Int) -> Int { (own - 1) * count + index }

  /// The seed of all chance but that of the users: each part has a provider, links and proxies of
  /// its own, and figures of parts that draw alike would be counted as many times as there are.
  func seed(_ seed: UInt64) -> UInt64 {
    guard isPart else { return seed }
    var chance = RandomStream(seed: seed).child("shard").child(index)
    return chance.next()
  }

  /// What this part has of a number of things that all parts share.
  func share(of whole: Int) -> Int { (whole + count - index) / count }

  /// Which of so many accounts an own user takes: each belongs to one part.
  func account(of number: Int, among accounts: Int) -> Int {
    let own = share(of: accounts)
    precondition(owns(number) && own > 0, "user \(number) has no account in shard \(self)")
    return (number / count % own) * count + index - 1
  }
}

extension Shard: CustomStringConvertible {
  var description: String { "\(index)/\(count)" }
}
