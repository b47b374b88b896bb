import World

/// Whom a replay follows: who was asked for, or else the requests that broke something.
struct ReplayChoice {
  /// A request, and why it is shown.
  struct Followed {
    let record: RequestRecord
    let why: String
  }

  /// The requests to show, in the order in which they were planned.
  let followed: [Followed]
  /// The ids of more requests of that kind, of which there is no room to tell.
  var others: [String] = []

  /// Requests by id, or else all of an account or a group; throws for a name that there is not.
  init(_ names: [String], in story: ReplayStory) throws(ReplayError) {
    let records = story.evidence.records
    if names.isEmpty {
      let broken = Self.broken(in: story)
      followed = Array(broken.prefix(BenchLimits.replayRequests))
      others = broken.dropFirst(BenchLimits.replayRequests).map(\.record.id)
      return
    }
    var chosen: [Int] = []
    for name in names {
      let exact = records.indices.filter { records[$0].id == name }
      // Accounts are named like requests: people-3 is the request, if there is one.
      let found = exact.isEmpty ? records.indices.filter { Self.owns(name, records[$0]) } : exact
      guard !found.isEmpty else { throw ReplayError.unknown(name, Self.names(of: records)) }
      chosen += found.filter { !chosen.contains($0) }
    }
    let requests = chosen.map { records[$0] }
      .sorted { ($0.planned, $0.id) < ($1.planned, $1.id) }
    followed = requests.prefix(BenchLimits.replayListed)
      .map { Followed(record: $0, why: "asked for") }
    others = requests.dropFirst(BenchLimits.replayListed).map(\.id)
  }

  /// Whether a name is that of a request's group or account.
  private static func owns(_ name: String, _ record: RequestRecord) -> Bool {
    record.group == name || record.account == name
      || shortAccount(of: record) == name && !name.isEmpty
  }

  /// The account without what all accounts end with.
  private static func shortAccount(of record: RequestRecord) -> String {
    String(record.account.prefix { $0 != "@" })
  }

  /// All that can be followed, each once.
  private static func names(of records: [RequestRecord]) -> [String] {
    let names = records.map(\.group) + records.map(shortAccount) + records.map(\.id)
    var seen: Set<String> = []
    return names.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// The requests of all breaches, each once, the first to break before the others.
  private static func broken(in story: ReplayStory) -> [Followed] {
    var followed: [Followed] = []
    for breach in story.breaches {
      guard let id = breach.requestID, !followed.contains(where: { $0.record.id == id }),
        let record = story.evidence.records.first(where: { $0.id == id })
      else { continue }
      followed.append(Followed(record: record, why: "broke \(breach.invariant.rawValue)"))
    }
    return followed
  }
}

/// Why a replay cannot show what it was asked for.
enum ReplayError: Error, CustomStringConvertible {
  /// Nobody in the run has that name.
  case unknown(String, [String])

  var description: String {
    switch self {
    case .unknown(let name, let names):
      "--follow \(name): the run has no such user or request"
        + NearestName.hint(for: name, among: names, listedAs: "groups, accounts and requests")
    }
  }
}
