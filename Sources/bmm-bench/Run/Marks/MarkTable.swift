import EdgeSim
import FakeLLM
import Service
import World

/// The marks of one family by name.
struct MarkTable: Sendable {
  /// Whose marks these are.
  let family: MarkFamily
  /// Their names, each at its number.
  let names: [String]
  private let numbers: [String: Int]

  /// All tables, in the order in which marks are listed.
  static let all: [MarkTable] = [
    MarkTable(WorldMark.self), MarkTable(LinkMark.self), MarkTable(EdgeMark.self),
    MarkTable(ServiceMark.self), MarkTable(LLMMark.self), MarkTable(UserMark.self), outcomes,
    MarkTable(ExchangeMark.self), lines, MarkTable(CallMark.self),
  ]

  /// The names of all marks, such as `service/draft-joined`.
  static let names = all.flatMap(\.fullNames)

  /// How requests end, but for statuses without a code of the service.
  static let outcomes = MarkTable(
    family: .outcome,
    names: Outcome.names.filter { !$0.hasPrefix("edge_") && !$0.hasPrefix("http_") }
      + pages.map { "edge_\($0)" } + [otherStatus])

  /// The outcome lines of the service's log.
  static let lines = MarkTable(family: .line, names: PreviewOutcome.allCases.map(\.rawValue))

  /// The pages of the two proxies that a request can end with.
  private static let pages = [
    400, 403, 405, 408, 413, 414, 429, 431, 500, 502, 503, 504, 520, 521, 522, 523, 524, 530,
  ]
  private static let otherStatus = "other_status"

  private init(family: MarkFamily, names: [String]) {
    precondition(names.count <= MarkSet.familyRoom, "\(family) has \(names.count) marks")
    self.family = family
    self.names = names
    numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
  }

  private init<M: Mark>(_ type: M.Type) {
    let marks = Array(M.allCases)
    precondition(marks.indices.allSatisfy { marks[$0].rawValue == $0 }, "\(type) has a gap")
    self.init(family: M.family, names: marks.map { Self.words("\($0)") })
  }

  /// The names with their family before them.
  private var fullNames: [String] { names.map { "\(family)/\($0)" } }

  /// The number of a name; an outcome that has none of its own is another status.
  func number(of name: String) -> Int? {
    numbers[name] ?? numbers[Self.otherStatus]
  }

  /// `draftJoined` as `draft-joined`.
  private static func words(_ name: String) -> String {
    name.reduce(into: "") { words, letter in
      words += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
  }
}

extension MarkSet {
  /// The names of the marks that were reached, in the order of all names.
  var names: [String] { names { contains($0, of: $1) } }

  /// The names of the marks that were not.
  var missing: [String] { names { !contains($0, of: $1) } }

  /// The marks of these names; a name that there is not is left out.
  init(names: some Sequence<String>) {
    self.init()
    let names = Set(names)
    for table in MarkTable.all {
      for (number, name) in table.names.enumerated() where names.contains("\(table.family)/\(name)")
      { insert(number, of: table.family) }
    }
  }

  private func names(_ isWanted: (Int, MarkFamily) -> Bool) -> [String] {
    MarkTable.all.flatMap { table in
      table.names.indices.filter { isWanted($0, table.family) }
        .map { "\(table.family)/\(table.names[$0])" }
    }
  }
}
