/// When a change is too much: `p95(ttft) > +5%`.
struct FailCondition: Equatable, Sendable {
  /// The figure's name.
  let name: String
  let comparison: Comparison
  /// The change, as a share of the first value.
  let change: Double
  /// The text as it was written.
  let text: String

  /// Reads a condition; the error says what is wrong, as the rest of a sentence.
  init(_ text: String) throws(FlagValueError) {
    self.text = text
    let form = /\s*(?<name>.*?)\s*(?<sign><=|>=|<|>)\s*(?<way>[+-])?(?<number>[0-9.]+)\s*%\s*/
    guard let parts = text.wholeMatch(of: form)?.output, let number = Double(parts.number),
      let comparison = Comparison(rawValue: String(parts.sign))
    else {
      throw FlagValueError("cannot be read: write a figure and a change, such as p95(ttft) > +5%")
    }
    let names = KeyFigure.all.map(\.name)
    name = String(parts.name.filter { $0 != " " })
    guard names.contains(name) else {
      let whole = name.replacing(#/,[^()]*\)$/#, with: ")")
      if whole != name, names.contains(whole) {
        throw FlagValueError(
          "asks for a part of the requests, and results of several seeds keep the figures of all "
            + "only: write \(whole), or an expectation with that filter, whose verdict is compared")
      }
      let hint = NearestName.find(name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
      throw FlagValueError(
        "names no figure of two results\(hint) (figures: \(names.joined(separator: ", ")))")
    }
    self.comparison = comparison
    change = (parts.way == "-" ? -number : number) / 100
    try checkDirection()
  }

  /// A gate that fails on what got better, and never on what got worse, was meant otherwise.
  private func checkDirection() throws(FlagValueError) {
    let better = KeyFigure.all.first { $0.name == name }?.better
    let failsOnMore = comparison == .greater || comparison == .greaterOrEqual
    switch better {
    case .higher? where failsOnMore:
      throw FlagValueError("fails where \(name) grows, which is better: write <, such as < -5%")
    case .lower? where !failsOnMore:
      throw FlagValueError("fails where \(name) falls, which is better: write >, such as > +5%")
    default: break
    }
  }

  /// Whether a change fails; one that cannot be told, from nothing to something, counts as any.
  func holds(of change: Double) -> Bool { comparison.holds(change, self.change) }
}
