/// Checks anew what the parts of a run were asked, now of all of them together.
///
/// A result has no requests, but rows. A share or a time of which rows cannot tell, such as one by
/// a message's words, holds of the whole if it held in each part. Numbers add up: a bound on one
/// that rows do not have is only known to hold where no sum of such parts can break it.
struct CheckReview {
  private let parts: [ResultDocument]
  private let whole: ResultDocument
  private let figures: DocumentFigures

  /// A review of parts and of what they add up to.
  init(_ parts: [ResultDocument], _ whole: ResultDocument) {
    self.parts = parts
    self.whole = whole
    figures = DocumentFigures(whole)
  }

  /// The checks of the whole, in their order.
  var checks: [ExpectationResult] {
    parts[0].checks.indices.map(review)
  }

  private func review(_ index: Int) -> ExpectationResult {
    let check = parts[0].checks[index]
    if let invariant = whole.invariants.first(where: { $0.name == check.name }) {
      return review(check, invariant)
    }
    if let dropped = reviewDropped(check) { return dropped }
    if check.name == RequestsMade.name {
      return RequestsMade.check(whole.outcomes.reduce(0) { $0 + $1.count })
    }
    let expectation = try? ExpectationParser.parse(check.text)
    if let expectation, Self.isInFigures(expectation) { return expectation.evaluate(in: figures) }
    return reviewEach(check, expectation, parts.map { $0.checks[index] })
  }

  /// Whether a result has all that a check asks for.
  private static func isInFigures(_ expectation: Expectation) -> Bool {
    guard expectation.window == nil else { return false }
    if expectation.function == .goodput { return expectation.filters.isEmpty }
    return expectation.filters.allSatisfy(DocumentFigures.knows)
  }

  /// Drops are kept by group, so that a bound on their number is asked of the sum; one on their
  /// share holds of the whole if it held in each part.
  private func reviewDropped(_ check: ExpectationResult) -> ExpectationResult? {
    let form = /dropped arrivals(?:\(group=(?<group>.+)\))? (?:==|<=) (?<most>[0-9]+)/
    guard let bound = check.text.wholeMatch(of: form)?.output, let most = Int(bound.most) else {
      return nil
    }
    let group = bound.group.map(String.init)
    let names = parts[0].checks.map(\.name)
    let rows = whole.dropped.filter { row in
      guard let group else { return !names.contains("dropped arrivals(group=\(row.group))") }
      return row.group == group
    }
    return ExpectationResult(
      name: check.name, text: check.text, observed: DroppedArrivals.words(rows),
      pass: rows.reduce(0) { $0 + $1.count } <= most)
  }

  /// A step to which nobody came in a part was not shown there; another part may have shown it.
  private func reviewEach(
    _ check: ExpectationResult, _ expectation: Expectation?, _ all: [ExpectationResult]
  ) -> ExpectationResult {
    let seen = all.filter { $0.observed != SightTally.unseen }
    let holds = (seen.isEmpty ? all : seen).allSatisfy(\.pass)
    let isKnown = expectation.map { !Self.addsUp($0) || holds && Self.survivesSums($0) } ?? true
    let head = isKnown ? "in each part: " : "cannot be told of the whole, in each part: "
    return ExpectationResult(
      name: check.name, text: check.text,
      observed: head + all.map(\.observed).joined(separator: "; "), pass: isKnown && holds)
  }

  private static func addsUp(_ expectation: Expectation) -> Bool {
    expectation.function == .count || expectation.function == .goodput
  }

  /// Whether a sum of numbers within the bound is within it, too.
  private static func survivesSums(_ expectation: Expectation) -> Bool {
    switch expectation.comparison {
    case .greater, .greaterOrEqual: true
    case .lessOrEqual, .equal, .notEqual: expectation.boundValue == 0
    // Of whole numbers only 0 is below 1.
    case .less: expectation.function == .count && expectation.boundValue <= 1
    }
  }

  private func review(
    _ check: ExpectationResult, _ invariant: ResultDocument.Invariant
  ) -> ExpectationResult {
    let isKnown = check.text == InvariantResult.text(of: invariant.name, isKnown: true)
    let (broken, checked) = (invariant.violations, invariant.checked)
    return ExpectationResult(
      name: check.name, text: check.text,
      observed: checked == 0 ? "not exercised" : "\(broken) of \(checked) broken",
      pass: isKnown ? broken > 0 : broken == 0)
  }
}
