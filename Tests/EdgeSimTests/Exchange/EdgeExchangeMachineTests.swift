import Testing

@testable import EdgeSim

@Suite struct EdgeExchangeMachineTests {
  typealias Client = EdgeDecision.Client
  typealias Origin = EdgeDecision.Origin

  /// Inputs with the decision that each must give, and what the record says at the end.
  struct Row: Sendable, CustomTestStringConvertible {
    let reason: String
    var profile = EdgeProfile.cloudflare2024
    let steps: [(EdgeInput, Client, Origin)]
    let status: Int
    let cause: EdgeCause

    var testDescription: String { reason }
  }

  private static let sent: [(EdgeInput, Client, Origin)] = [
    (.requestRead, .nothing, .connect), (.connected, .nothing, .nothing),
  ]
  private static let held = sent + [(.head(status: 200), .holdHead, .nothing)]
  private static let streaming = held + [(.bodyBytes, .forwardHeadAndBytes, .nothing)]

  private static func cloudflare(_ clientAbort: ClientAbort) -> EdgeProfile {
    var profile = EdgeProfile.cloudflare2024
    profile.clientAbort = clientAbort
    return profile
  }

  static let regular: [Row] = [
    Row(
      reason: "a stream is passed on piece by piece",
      steps: streaming + [
        (.bodyBytes, .forwardBytes, .nothing), (.originEnded, .end, .close),
      ], status: 200, cause: .passed),
    Row(
      reason: "an empty body lets a held head go",
      steps: held + [(.originEnded, .forwardHeadAndEnd, .close)], status: 200, cause: .passed),
    Row(
      reason: "a profile that holds nothing passes the head on at once",
      profile: .passThrough,
      steps: sent + [
        (.head(status: 200), .forwardHead, .nothing), (.bodyBytes, .forwardBytes, .nothing),
        (.originEnded, .end, .close),
      ], status: 200, cause: .passed),
    Row(
      reason: "the origin's own 503 is passed on",
      steps: sent + [
        (.head(status: 503), .holdHead, .nothing),
        (.bodyBytes, .forwardHeadAndBytes, .nothing), (.originEnded, .end, .close),
      ], status: 503, cause: .passed),
    Row(
      reason: "the origin's own 502 is replaced",
      steps: sent + [(.head(status: 502), .answerError(502), .abort)], status: 502,
      cause: .replaced(502)),
    Row(
      reason: "a profile that replaces nothing passes a 504 on", profile: .passThrough,
      steps: sent + [
        (.head(status: 504), .forwardHead, .nothing), (.originEnded, .end, .close),
      ], status: 504, cause: .passed),
  ]

  static let failing: [Row] = [
    Row(
      reason: "nobody listens",
      steps: [sent[0], (.connectFailed(.refused), .answerError(521), .abort)], status: 521,
      cause: .refused),
    Row(
      reason: "no answer to the SYN",
      steps: [sent[0], (.connectFailed(.connectTimeout), .answerError(522), .abort)],
      status: 522, cause: .connectTimeout),
    Row(
      reason: "no way to the origin",
      steps: [sent[0], (.connectFailed(.unreachable), .answerError(523), .abort)], status: 523,
      cause: .unreachable),
    Row(
      reason: "the edge itself is out of connections",
      steps: [sent[0], (.connectFailed(.exhausted), .answerError(500), .abort)], status: 500,
      cause: .exhausted),
    Row(
      reason: "the origin closes before a head",
      steps: sent + [(.originCut, .answerError(520), .abort)], status: 520,
      cause: .closedBeforeHead),
    Row(
      reason: "the origin's head is no HTTP",
      steps: sent + [(.originMalformed, .answerError(520), .abort)], status: 520,
      cause: .malformed),
    Row(
      reason: "silence before the head",
      steps: sent + [(.readTimedOut, .answerError(524), .abort)], status: 524,
      cause: .readTimeout),
    Row(
      reason: "silence while the head is held: the client never sees the 200",
      steps: held + [(.readTimedOut, .answerError(524), .abort)], status: 524,
      cause: .readTimeout),
    Row(
      reason: "a head that is out cannot be taken back", profile: .passThrough,
      steps: sent + [
        (.head(status: 200), .forwardHead, .nothing), (.readTimedOut, .cut, .abort),
      ], status: 200, cause: .idleCut),
    Row(
      reason: "the request is not taken",
      steps: sent + [(.writeTimedOut, .answerError(524), .abort)], status: 524,
      cause: .writeTimeout),
    Row(
      reason: "an origin that answers early need not take the rest of the request",
      steps: held + [
        (.writeTimedOut, .nothing, .nothing), (.originEnded, .forwardHeadAndEnd, .close),
      ], status: 200, cause: .passed),
    Row(
      reason: "the connection ends while the head is held: there is still time for a page",
      steps: held + [(.originCut, .answerError(520), .abort)], status: 520, cause: .originCut),
    Row(
      reason: "silence inside the body", steps: streaming + [(.readTimedOut, .cut, .abort)],
      status: 200, cause: .idleCut),
    Row(
      reason: "the connection ends inside the body",
      steps: streaming + [(.originCut, .cut, .abort)], status: 200, cause: .originCut),
    Row(
      reason: "broken framing inside the body",
      steps: streaming + [(.originMalformed, .cut, .abort)], status: 200, cause: .malformed),
    Row(
      reason: "a body over the limit",
      steps: [
        (.requestRefused(.bodyTooLong), .answerError(413), .abort)
      ], status: 413, cause: .bodyTooLong),
    Row(
      reason: "a request that came before",
      steps: [
        (.requestRefused(.loop), .answerError(1000), .abort)
      ], status: 403, cause: .loop),
    Row(
      reason: "a client that stops reading", steps: streaming + [(.clientStalled, .drop, .abort)],
      status: 200, cause: .clientStalled),
    Row(
      reason: "a stop before the head", steps: held + [(.stopped, .drop, .abort)], status: 0,
      cause: .stopped),
    Row(
      reason: "a stop inside the body", steps: streaming + [(.stopped, .drop, .abort)],
      status: 200, cause: .stopped),
  ]

  static let leaving: [Row] = [
    Row(
      reason: "a cut request is the client's leaving, whatever the profile",
      profile: cloudflare(.never), steps: [(.requestCut, .drop, .nothing)], status: 499,
      cause: .clientGone),
    Row(
      reason: "immediate, while connecting",
      steps: [sent[0], (.clientGone, .drop, .abort)], status: 499, cause: .clientGone),
    Row(
      reason: "immediate, before the head", steps: sent + [(.clientGone, .drop, .abort)],
      status: 499, cause: .clientGone),
    Row(
      reason: "immediate, inside the body", steps: streaming + [(.clientGone, .drop, .abort)],
      status: 499, cause: .clientGone),
    Row(
      reason: "on the next write: a quiet stream lives on until then",
      profile: cloudflare(.onNextWrite),
      steps: streaming + [
        (.clientGone, .nothing, .nothing), (.bodyBytes, .drop, .abort),
      ], status: 499, cause: .clientGone),
    Row(
      reason: "on the next write: a page is a write, too",
      profile: cloudflare(.onNextWrite),
      steps: sent + [(.clientGone, .nothing, .nothing), (.readTimedOut, .drop, .abort)],
      status: 499, cause: .clientGone),
    Row(
      reason: "on the next write: a held head is none",
      profile: cloudflare(.onNextWrite),
      steps: sent + [
        (.clientGone, .nothing, .nothing), (.head(status: 200), .holdHead, .nothing),
        (.bodyBytes, .drop, .abort),
      ], status: 499, cause: .clientGone),
    Row(
      reason: "on the next write: an answer that ends needs no abort",
      profile: cloudflare(.onNextWrite),
      steps: streaming + [
        (.clientGone, .nothing, .nothing), (.originEnded, .drop, .close),
      ], status: 499, cause: .clientGone),
    Row(
      reason: "never: the answer is read to its end for nobody",
      profile: cloudflare(.never),
      steps: streaming + [
        (.clientGone, .nothing, .nothing), (.bodyBytes, .nothing, .nothing),
        (.bodyBytes, .nothing, .nothing), (.originEnded, .drop, .close),
      ], status: 499, cause: .clientGone),
    Row(
      reason: "never: the origin's silence still counts",
      profile: cloudflare(.never),
      steps: streaming + [(.clientGone, .nothing, .nothing), (.readTimedOut, .drop, .abort)],
      status: 499, cause: .clientGone),
  ]

  @Test(arguments: regular + failing + leaving)
  func `each input gives its decision, and the end its record`(row: Row) {
    var machine = EdgeExchangeMachine(EdgeRules(row.profile))
    for (index, (input, client, origin)) in row.steps.enumerated() {
      #expect(!machine.isDone, "done before step \(index)")
      #expect(
        machine.on(input) == EdgeDecision(client: client, origin: origin), "at step \(index)")
    }
    #expect(machine.isDone)
    #expect(machine.status == row.status)
    #expect(machine.cause == row.cause)
  }

  @Test(arguments: [
    EdgeInput.requestRead, .connected, .head(status: 200), .bodyBytes, .originEnded, .originCut,
    .originMalformed, .readTimedOut, .writeTimedOut, .clientGone, .clientStalled, .stopped,
    .requestCut, .requestRefused(.loop), .connectFailed(.refused),
  ])
  func `whatever comes after the end changes nothing`(input: EdgeInput) {
    var machine = EdgeExchangeMachine(EdgeRules(.cloudflare2024))
    _ = machine.on(.requestRead)
    _ = machine.on(.connectFailed(.refused))
    #expect(machine.on(input) == .nothing)
    #expect(machine.status == 521)
    #expect(machine.cause == .refused)
  }

  @Test func `the origin's status is kept beside the one the client got`() {
    var machine = EdgeExchangeMachine(EdgeRules(.cloudflare2024))
    for input in [EdgeInput.requestRead, .connected, .head(status: 200), .readTimedOut] {
      _ = machine.on(input)
    }
    #expect(machine.originStatus == 200)
    #expect(machine.status == 524)
  }
}
