import Testing
import World

@testable import bmm_bench

/// Runs of parts of the users beside a run of all.
struct ShardRunTests {
  private struct Start: Hashable, Comparable {
    let group: String
    let planned: Duration

    static func < (one: Start, other: Start) -> Bool {
      (one.group, one.planned) < (other.group, other.planned)
    }

    /// Users come when their accounts are there, which takes a moment by the chance of each part.
    func isNear(_ other: Start) -> Bool {
      group == other.group && abs((planned - other.planned).seconds) < 0.01
    }
  }

  private struct Seen {
    var starts: [Start] = []
    var accounts: Set<String> = []
    var ids: Set<String> = []
  }

  private func seen(_ scenario: Scenario, _ shard: Shard = .whole) throws -> Seen {
    var seen = Seen()
    _ = try ScenarioRun(scenario.changed { $0.shard = shard }, .sim).run { evidence in
      for record in evidence.records {
        seen.starts.append(Start(group: record.group, planned: record.planned - .start))
        seen.accounts.insert(record.account)
        seen.ids.insert(record.id)
      }
    }
    seen.starts.sort()
    return seen
  }

  @Test(
    arguments: [
      "{ closed: 7 }", "{ constant: '2/s', for: '10s' }", "{ constant: '2/s', count: 11 }",
      "{ poisson: '2/s', for: '10s' }", "{ poisson: '2/s', count: 11 }",
    ])
  func `the planned starts of all shards are those of the whole, and no account is shared`(
    arrivals: String
  ) throws {
    let text = ScenarioText.users(
      """
      { name: 'u', plan: 'team', arrivals: \(arrivals), steps: [{ preview: {} }] },
      { name: 'v', plan: 'pro', arrivals: \(arrivals), accounts: 8, steps: [{ preview: {} }] }
      """)
    let scenario = try Scenario(text: text)
    let whole = try seen(scenario)
    #expect(whole.starts.count > 10)
    for count in [2, 3, 7] {
      let parts = try (1...count).map { try seen(scenario, Shard(index: $0, count: count)) }
      let starts = parts.flatMap(\.starts).sorted()
      #expect(starts.count == whole.starts.count, "\(count) shards")
      #expect(zip(starts, whole.starts).allSatisfy { $0.isNear($1) }, "\(count) shards")
      for (index, part) in parts.enumerated() {
        for other in parts[(index + 1)...] {
          #expect(part.accounts.isDisjoint(with: other.accounts))
          #expect(part.ids.isDisjoint(with: other.ids))
        }
      }
    }
  }

  @Test func `a user behaves in its shard as in the whole`() throws {
    let text = ScenarioText.users(
      """
      { name: 'u', plan: 'team', arrivals: { constant: '1/m', count: 6 },
        steps: [{ wait: { exponential: '20s' } }, { preview: {} }] }
      """)
    let scenario = try Scenario(text: text)
    let whole = try seen(scenario)
    let parts = try [1, 2].flatMap { try seen(scenario, Shard(index: $0, count: 2)).starts }
    #expect(Set(whole.starts).count == 6)
    #expect(parts.count == whole.starts.count)
    #expect(zip(parts.sorted(), whole.starts).allSatisfy { $0.isNear($1) })
  }

  @Test(
    arguments: [
      (["--shard", "3/2"], "--shard 3/2 is no part: write which one and of how many"),
      (["--shard", "1/4"], "group u has 3 accounts, too few for 4 shards"),
      (["--shard", "1/2", "--every-cut", "users-edge"], "not of the cuts"),
      (["--shard", "3/3"], "group u has maxInFlight: 2, too few for 3 shards"),
      (["--shard", "3/3", "--seeds", "2"], "--seeds 2 has too few seeds for --shard 3/3"),
    ])
  func `a part that cannot be is refused`(flags: [String], message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      ScenarioText.users(
        """
        { name: 'u', plan: 'team', accounts: 3,
          arrivals: { constant: '1/s', count: 4, maxInFlight: 2 },
          steps: [{ preview: {} }] }
        """), to: "a.json5")
    let end = try Program(["run", "a.json5"] + flags, in: folder.path).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.errors.contains(message), "\(end.errors)")
  }
}
