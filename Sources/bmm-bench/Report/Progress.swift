import World

/// How far a run is, as numbers; the line that people see is made of them.
struct Progress: Sendable {
  /// Looks that the rate is of: five seconds on a terminal.
  private static let marksMax = 25

  let scenario: String
  /// How long the run has been going on, on its own time line and in reality.
  var time = Duration.zero
  var real = Duration.zero
  /// When the last user is to come, if that is known.
  var plan: Duration?
  /// When the run is broken off in any case.
  var limit = Duration.zero
  var begun = 0
  var ended = 0
  /// How requests ended, in the order of their first.
  private(set) var outcomes: [(name: String, count: Int)] = []
  /// The least that was left to a cap of the edge.
  private(set) var headroom: Duration?

  /// How many requests ended at earlier looks; the last ones give the rate.
  private var marks: [(time: Duration, ended: Int)] = []

  init(scenario: String) {
    self.scenario = scenario
  }

  /// Counts a request that has ended, with what it left to its cap.
  mutating func add(_ outcome: Outcome, headroom: Duration?) {
    ended += 1
    if let headroom { self.headroom = min(self.headroom ?? headroom, max(.zero, headroom)) }
    if let index = outcomes.firstIndex(where: { $0.name == outcome.name }) {
      outcomes[index].count += 1
    } else {
      outcomes.append((outcome.name, 1))
    }
  }

  /// Remembers where it is now, for the rate of the next lines.
  mutating func mark() {
    marks.append((time, ended))
    if marks.count > Self.marksMax { marks.removeFirst() }
  }

  /// The line, as much of it as fits: what matters least is left out first.
  func line(width: Int) -> String {
    var line = TextTableLayout.cut("\(scenario)  \(clock)", to: width)
    for part in parts {
      let longer = "\(line) · \(part)"
      if longer.unicodeScalars.count > width { break }
      line = longer
    }
    return line
  }

  private var clock: String {
    // Behind the last arrival nobody knows how long the users stay.
    let end = plan.flatMap { $0 >= time ? "~\(Format.duration($0))" : nil }
    return "\(Format.duration(time)) of \(end ?? "at most \(Format.duration(limit))")"
  }

  private var parts: [String] {
    var parts = ["\(Format.count(begun)) started, \(Format.count(begun - ended)) in flight"]
    let most = outcomes.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    if !most.isEmpty {
      let shown = most.prefix(3).map { "\(Format.count($0.count)) \($0.name)" }
      parts.append(shown.joined(separator: ", ") + (most.count > 3 ? ", …" : ""))
    }
    if let left = timeLeft { parts.append("\(Format.duration(left)) to go") }
    if let headroom { parts.append("least headroom \(Format.duration(headroom))") }
    if let rate { parts.append("\(Format.rate(perSecond: rate)) ending") }
    return parts
  }

  /// Ends per second of the run, over the last looks.
  private var rate: Double? {
    guard let first = marks.first, time > first.time else { return nil }
    return Double(ended - first.ended) / (time - first.time).seconds
  }

  /// The real time until the last user comes, at the pace so far.
  private var timeLeft: Duration? {
    guard let plan, plan > time, time > .zero, real >= .seconds(1) else { return nil }
    return .seconds((plan - time).seconds * (real.seconds / time.seconds))
  }
}
