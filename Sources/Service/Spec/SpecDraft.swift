import Wire

/// Turns what a provider has answered into a spec, or into the error that says why not.
struct SpecDraft: Sendable {
  private let maxTokens: Int
  private let scan: InjectionScan
  private let bugs: KnownBugs

  /// What a draft's answer is held against.
  init(_ draft: Draft, bugs: KnownBugs) {
    maxTokens = draft.tier.maxTokens
    scan = .ofRoute(isStreamed: draft.stream != nil, bugs)
    self.bugs = bugs
  }

  /// The spec in an answer. How the answer ended is looked at before it is parsed.
  func spec(from answer: ProviderAnswer) throws(SpecError) -> Spec {
    try checkEnd(of: answer)
    let text = String(decoding: answer.text, as: UTF8.self)
    do {
      return try parse(text)
    } catch {
      throw .invalid(error, output: SpecError.excerpt(of: text))
    }
  }

  private func checkEnd(of answer: ProviderAnswer) throws(SpecError) {
    if bugs.contains(.stopReasonIgnored) { return }
    let output = SpecError.excerpt(of: String(decoding: answer.text, as: UTF8.self))
    switch answer.end {
    case .whole: return
    case .cut: throw .truncated(maxTokens: maxTokens, output: output)
    case .refused: throw .refused(output: output)
    }
  }

  private func parse(_ text: String) throws(SpecProblem) -> Spec {
    let value: JSONValue
    do {
      value = try JSONValue.parse(FencedJSON.content(of: text))
    } catch {
      throw SpecProblem("", error.description)
    }
    let spec = try SpecValidator.spec(from: value)
    try scan.check(spec)
    return spec
  }
}
