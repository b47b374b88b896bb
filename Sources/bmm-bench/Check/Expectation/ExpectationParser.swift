/// Reads the text of a check: function, metric and filters, comparison, bound.
struct ExpectationParser {
  private var scanner: ExpectationScanner
  private let vocabulary: FilterVocabulary

  /// Reads a whole text; filters may only name what the vocabulary allows.
  static func parse(
    _ text: String, vocabulary: FilterVocabulary = .open
  ) throws(ExpectationError) -> Expectation {
    var parser = ExpectationParser(scanner: ExpectationScanner(text), vocabulary: vocabulary)
    return try parser.expectation()
  }

  private mutating func expectation() throws(ExpectationError) -> Expectation {
    let function = try function()
    // Goodput alone means something without any argument.
    let hasArguments = function != .goodput || scanner.isNext("(")
    if hasArguments { try expect("(") }
    let argumentsColumn = scanner.column
    let (subject, filters) = hasArguments ? try arguments() : (nil, [])
    let name = scanner.taken
    try check(function, subject, filters, at: argumentsColumn)
    let comparison = try comparison()
    let bound = try bound(of: function, subject)
    let window = try window(over: subject, of: function)
    guard scanner.isAtEnd else {
      throw scanner.error("expected the end, found \(scanner.found)")
    }
    return Expectation(
      text: scanner.text, name: name, function: function, subject: subject ?? .requests,
      filters: filters, comparison: comparison, bound: bound, window: window)
  }

  /// Reads `over 30s`, if it is there.
  private mutating func window(
    over subject: Expectation.Subject?, of function: Expectation.Function
  ) throws(ExpectationError) -> Duration? {
    let start = scanner.column
    guard scanner.take("over") else { return nil }
    guard subject != .violations else {
      throw scanner.error("violations have no time: leave \"over\" out", at: start)
    }
    guard function != .goodput else {
      throw scanner.error("goodput is of the whole run: leave \"over\" out", at: start)
    }
    let column = scanner.column
    let found = scanner.found
    let length: Duration
    do throws(QuantityError) {
      length = try DurationText.parse(scanner.word())
    } catch {
      throw scanner.error("expected the length of a window, found \(found); \(error)", at: column)
    }
    guard length >= BenchLimits.windowMin else {
      let least = DurationText.write(BenchLimits.windowMin)
      throw scanner.error("a window is at least \(least) long", at: column)
    }
    return length
  }

  private mutating func expect(_ sign: String) throws(ExpectationError) {
    guard scanner.take(sign) else {
      throw scanner.error("expected \"\(sign)\", found \(scanner.found)")
    }
  }

  private mutating func function() throws(ExpectationError) -> Expectation.Function {
    let column = scanner.column
    let found = scanner.found
    switch scanner.word() {
    case "min": return .min
    case "max": return .max
    case "mean": return .mean
    case "count": return .count
    case "rate": return .rate
    case "goodput": return .goodput
    case "":
      throw scanner.error("expected a function (\(Self.functions)), found \(found)", at: column)
    case let word:
      if let percentile = try percentile(word, at: column) { return percentile }
      let names = ["min", "max", "mean", "count", "rate", "goodput"]
      let hint = NearestName.find(word, among: names)
        .map { "; did you mean \"\($0)\"?" }
      let message = "unknown function \"\(word)\"\(hint ?? "") (known: \(Self.functions))"
      throw scanner.error(message, at: column)
    }
  }

  private static let functions = "min, max, mean, p0 to p100, count, rate, goodput"

  private func percentile(
    _ word: String, at column: Int
  ) throws(ExpectationError) -> Expectation.Function? {
    guard word.first == "p" else { return nil }
    let quantity: DecimalQuantity
    do {
      quantity = try DecimalQuantity(String(word.dropFirst()), example: "99.9")
    } catch {
      return nil
    }
    guard quantity.unit.isEmpty else { return nil }
    guard quantity.value <= 100 else {
      throw scanner.error("\"\(word)\" is no percentile; they go from p0 to p100", at: column)
    }
    return .percentile(quantity.value)
  }

  /// Reads up to the closing bracket; the subject is nil if only filters were written.
  private mutating func arguments() throws(ExpectationError) -> (Expectation.Subject?, [Filter]) {
    var subject: Expectation.Subject?
    var filters: [Filter] = []
    if scanner.take(")") { return (nil, []) }
    repeat {
      let column = scanner.column
      let found = scanner.found
      let word = scanner.word()
      guard !word.isEmpty else {
        throw scanner.error("expected a metric or key=value, found \(found)", at: column)
      }
      if scanner.take("=") {
        try append(try filter(word, at: column), to: &filters, at: column)
      } else if subject == nil, filters.isEmpty {
        subject = try self.subject(word, at: column)
      } else {
        throw scanner.error("expected key=value, found \(found)", at: column)
      }
    } while scanner.take(",")
    guard scanner.take(")") else {
      throw scanner.error("expected \",\" or \")\", found \(scanner.found)")
    }
    return (subject, filters)
  }

  private func subject(
    _ word: String, at column: Int
  ) throws(ExpectationError) -> Expectation.Subject {
    if word == "violations" { return .violations }
    if let metric = Metric(rawValue: word) { return .metric(metric) }
    let names = Metric.allCases.map(\.rawValue) + ["violations"]
    let hint = NearestName.hint(for: word, among: names, listedAs: "known")
    throw scanner.error("unknown metric \"\(word)\"\(hint)", at: column)
  }

  private func append(
    _ filter: Filter, to filters: inout [Filter], at column: Int
  ) throws(ExpectationError) {
    guard !filters.contains(where: { $0.key == filter.key }) else {
      throw scanner.error("the filter \"\(filter.key.rawValue)\" stands twice", at: column)
    }
    filters.append(filter)
  }

  private mutating func filter(
    _ word: String, at column: Int
  ) throws(ExpectationError) -> Filter {
    guard let key = Filter.Key(rawValue: word) else {
      let names = Filter.Key.allCases.map(\.rawValue)
      let hint = NearestName.hint(for: word, among: names, listedAs: "known")
      throw scanner.error("unknown filter \"\(word)\"\(hint)", at: column)
    }
    let valueColumn = scanner.column
    let found = scanner.found
    guard let value = scanner.value() else {
      throw scanner.error("expected a value for \"\(word)\", found \(found)", at: valueColumn)
    }
    if let known = vocabulary.values(of: key), !known.contains(value) {
      let hint = NearestName.hint(for: value, among: known, listedAs: "known")
      throw scanner.error("unknown \(word) \"\(value)\"\(hint)", at: valueColumn)
    }
    return Filter(key: key, value: value)
  }

  private mutating func comparison() throws(ExpectationError) -> Comparison {
    // The two-character signs first, or "<=" would be read as "<".
    for sign in Comparison.allCases.sorted(by: { $0.rawValue.count > $1.rawValue.count })
    where scanner.take(sign.rawValue) {
      return sign
    }
    let signs = Comparison.allCases.map(\.rawValue).joined(separator: " ")
    throw scanner.error("expected one of \(signs), found \(scanner.found)")
  }

  private mutating func bound(
    of function: Expectation.Function, _ subject: Expectation.Subject?
  ) throws(ExpectationError) -> Expectation.Bound {
    let column = scanner.column
    let found = scanner.found
    let word = scanner.word()
    guard !word.isEmpty else { throw scanner.error("expected a bound, found \(found)", at: column) }
    do throws(QuantityError) {
      return try ExpectationBound.parse(word, of: function, subject)
    } catch {
      let kind = ExpectationBound.kind(of: function, subject)
      throw scanner.error("expected \(kind); \(error)", at: column)
    }
  }
}

extension ExpectationParser {
  /// Refuses what has no meaning: a mean of nothing, a count of a metric, a rate of no outcome.
  private func check(
    _ function: Expectation.Function, _ subject: Expectation.Subject?, _ filters: [Filter],
    at column: Int
  ) throws(ExpectationError) {
    switch (function, subject) {
    case (.count, .metric), (.rate, .metric), (.rate, .violations), (.goodput, .some):
      let example =
        switch function {
        case .count: "count(outcome=spec)"
        case .goodput: "goodput(plan=team)"
        default: "rate(outcome=spec)"
        }
      throw scanner.error("expected filters only, such as \(example)", at: column)
    case (.count, _), (.rate, _), (.goodput, _), (_, .metric):
      break
    default:
      let metrics = Metric.allCases.map(\.rawValue).joined(separator: ", ")
      throw scanner.error("expected a metric first (\(metrics))", at: column)
    }
    let keys = filters.map(\.key)
    if function == .rate, !filters.contains(where: \.namesPart) {
      throw scanner.error(
        "a rate needs outcome=… or good=…, the part whose share is meant", at: column)
    }
    if function == .goodput, filters.contains(where: \.namesPart) {
      throw scanner.error("goodput is of good requests: leave outcome and good out", at: column)
    }
    if keys.contains(.invariant), subject != .violations {
      throw scanner.error("invariant=… belongs to violations: count(violations, …)", at: column)
    }
    if subject == .violations, let stranger = keys.first(where: { $0 != .invariant }) {
      let message = "violations have no \(stranger.rawValue); filter by invariant=…"
      throw scanner.error(message, at: column)
    }
  }
}
