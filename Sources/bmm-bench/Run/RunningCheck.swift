/// A check with `abortOnFail` and what it is about, gathered while the run goes on.
struct RunningCheck {
  /// All pieces are joined at each look, so a long window is kept in so many, not in seconds; what
  /// is remembered is at most one of them longer than the window.
  private static let piecesPerWindow = 60

  /// Its position among the scenario's expectations.
  let number: Int
  private let check: Expectation
  /// What has come: all of it in one piece, or piece by piece where old ones are to be forgotten.
  private(set) var pieces: [(from: Duration, until: Duration, figures: PieceFigures)] = []

  init(_ number: Int, _ check: Expectation) {
    self.number = number
    self.check = check
  }

  /// Adds what has come until now.
  mutating func take(_ news: RunMetrics, at now: Duration) {
    let figures = PieceFigures(of: check, in: news)
    if let window = check.window {
      pieces.removeAll { $0.until <= now - window }
      add(figures, at: now, grain: max(.seconds(1), window / Self.piecesPerWindow))
    } else if pieces.isEmpty {
      pieces = [(now, now, figures)]
    } else {
      pieces[0].figures.merge(figures)
    }
  }

  /// Adds to the youngest piece as long as that is shorter than a grain.
  private mutating func add(_ figures: PieceFigures, at now: Duration, grain: Duration) {
    if let last = pieces.indices.last, now - pieces[last].from < grain {
      pieces[last].figures.merge(figures)
      pieces[last].until = now
    } else {
      pieces.append((now, now, figures))
    }
  }

  /// What was observed, if the check does not hold now and its grace is over.
  func failure(at now: Duration) -> String? {
    guard let grace = check.abortsAfter, now >= grace else { return nil }
    var whole = PieceFigures()
    for piece in pieces { whole.merge(piece.figures) }
    guard let observed = check.observe(in: whole) else { return nil }
    return check.comparison.holds(observed.value, check.boundValue) ? nil : observed.text
  }
}

/// The figures of one check over some requests, which can be added to those of others.
struct PieceFigures: MetricSource {
  private var values = Histogram()
  private var part = 0
  private var whole = 0

  /// Nothing yet.
  init() {}

  /// What a check asks of a source.
  init(of check: Expectation, in source: RunMetrics) {
    if let metric = check.metric { values = source.histogram(metric, check.filters) }
    part = source.count(check.filters)
    whole = source.count(check.filters.filter { !$0.namesPart })
  }

  /// Adds the figures of other requests.
  mutating func merge(_ other: PieceFigures) {
    values.merge(other.values)
    part += other.part
    whole += other.whole
  }

  func histogram(_ metric: Metric, _ filters: [Filter]) -> Histogram { values }

  /// The check's own filters name the part; without its outcome they name the whole.
  func count(_ filters: [Filter]) -> Int {
    filters.contains(where: \.namesPart) ? part : whole
  }

  func time(of filters: [Filter]) -> Duration? { nil }

  func violations(_ filters: [Filter]) -> Int { 0 }

  func eachWindow(
    of length: Duration, among filters: [Filter], _ look: (Duration, Int, PieceFigures) -> Void
  ) {
    look(.zero, 1, self)
  }
}
