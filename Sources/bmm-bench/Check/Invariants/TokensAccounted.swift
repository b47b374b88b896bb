import FakeLLM
import Service

/// 12: the tokens that the provider sold are those that the service accounts, call by call.
///
/// Of a call that came to its end, both know all: they must agree to the token. Of one that was
/// broken off, the service knows what it had read by then; it may not account more than was sold.
enum TokensAccounted: Invariant {
  static let name = InvariantName.tokensAccounted

  static func check(_ evidence: Evidence) -> InvariantResult {
    var result = InvariantResult(name)
    let books = Books(evidence)
    for id in books.ids {
      let calls = evidence.calls(for: id)
      // What a cassette says of its tokens is not the provider's word.
      guard !calls.contains(where: { $0.end == .played }) else { continue }
      let sold = calls.reduce(0) { $0 + $1.outputTokens }
      let whole = calls.filter(\.isWhole).reduce(0) { $0 + $1.outputTokens }
      let broken = calls.count { !$0.isWhole }
      let accounted = books.accounted(id)
      // A stream that breaks off has named one token at its beginning, be it sold or not.
      let isTooMuch = accounted > sold + broken
      let isTooLittle = books.knowsAll(id) && accounted < whole
      result.check(
        !isTooMuch && !isTooLittle,
        "\(id): the provider sold \(sold) tokens, the service accounts \(accounted)")
    }
    return result
  }

  /// What the service's log says of calls, by the request under whose id each was made.
  private struct Books {
    /// The requests with calls, in the order of these.
    private(set) var ids: [String] = []
    private var tokens: [String: Int] = [:]
    private var whole: Set<String> = []
    private var excused: Set<String> = []

    init(_ evidence: Evidence) {
      var known: Set<String> = []
      for call in evidence.calls {
        guard let id = call.requestID, known.insert(id).inserted else { continue }
        ids.append(id)
      }
      for line in evidence.log {
        guard let outcome = PreviewOutcome(rawValue: line.event),
          let id = line["call_id"]?.stringValue
        else { continue }
        tokens[id, default: 0] += line["output_tokens"]?.intValue ?? 0
        if outcome.isBehindCall { whole.insert(id) }
      }
      for record in evidence.records {
        // Who got a spec waited for a whole call, and without a line the books were lost.
        let isWhole = record.outcome == .spec && !record.isCached || tokens[record.id] == nil
        if isWhole { whole.insert(record.id) }
        if record.outcome == .unfinished || evidence.diedWithService(record) {
          excused.insert(record.id)
        }
      }
    }

    func accounted(_ id: String) -> Int { tokens[id] ?? 0 }

    /// Whether the service has read a call of the request to its end.
    func knowsAll(_ id: String) -> Bool { whole.contains(id) && !excused.contains(id) }
  }
}

extension ProviderCall {
  /// Whether the whole answer went out.
  fileprivate var isWhole: Bool {
    if case .complete = end { true } else { false }
  }
}

extension PreviewOutcome {
  /// Whether a request ends so only once the model's whole answer was read.
  fileprivate var isBehindCall: Bool {
    switch self {
    case .ready, .tooLarge, .invalid, .refused: true
    case .timeout, .providerOverloaded, .providerError, .clientGone, .rejected, .stopped,
      .unresolved, .failed:
      false
    }
  }
}
