/// Checks anew what the parts of a run were asked, now of all of them together.
///
/// A result has no requests, but rows. What rows cannot tell, such as a message's words, holds of
/// the whole if it held in each part.
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
    if let expectation = try? ExpectationParser.parse(check.text),
      expectation.window == nil, expectation.function != .goodput,
      expectation.filters.allSatisfy(DocumentFigures.knows)
    {
      return expectation.evaluate(in: figures)
    }
    let all = parts.map { $0.checks[index] }
    return ExpectationResult(
      name: check.name, text: check.text,
      observed: "in each part: " + all.map(\.observed).joined(separator: "; "),
      pass: all.allSatisfy(\.pass))
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
