import HTTP
import Wire
import World

/// What becomes known about one preview request, until its outcome line is written.
final class PreviewRecord: @unchecked Sendable {  // Confined to its world's loop.
  let request: ServiceRequest
  var plan: Plan?
  var model: String?
  /// What it accounts of the provider's call; of a shared call only one request accounts anything.
  var usage: TokenUsage?
  /// The request under whose id the provider was asked; nil when it was not.
  var callID: String?
  var isCached = false

  private let route: Route
  private let log: ServiceLog
  private let bugs: KnownBugs
  private var isClosed = false

  init(_ request: ServiceRequest, _ route: Route, log: ServiceLog, bugs: KnownBugs) {
    self.request = request
    self.route = route
    self.log = log
    self.bugs = bugs
  }

  /// It is answered from the cache: nothing is paid for, and nothing taken from the day's share.
  func isFree(of preview: AdmittedPreview) {
    usage = TokenUsage.none
    request.limits = preview.left?.fields(at: request.now) ?? [:]
  }

  /// Writes the outcome line. The first outcome counts: a client that leaves while its answer is
  /// being logged must not make a second line.
  func close(_ outcome: PreviewOutcome, status: Int, _ details: [(String, JSONValue)] = []) {
    guard !isClosed else { return }
    isClosed = true
    if outcome == .ready, bugs.contains(.successNotLogged) { return }
    for _ in 0..<(bugs.contains(.outcomeLoggedTwice) ? 2 : 1) {
      log.write(
        outcome.level, outcome.rawValue, fields(status) + details, hiding: request.secrets)
    }
  }

  private func fields(_ status: Int) -> [(String, JSONValue)] {
    request.logFields + [
      ("plan", plan.map { .string($0.rawValue) } ?? .null),
      ("model", model.map { .string($0) } ?? .null),
      ("route", .string(route.name)),
      ("ms", .integer(request.age.nanoseconds / 1_000_000)),
      ("input_tokens", usage.map { .integer(Int64($0.inputTokens)) } ?? .null),
      ("output_tokens", usage.map { .integer(Int64($0.outputTokens)) } ?? .null),
      ("cached", .bool(isCached)),
      ("call_id", callID.map { .string($0) } ?? .null),
      ("shared", .bool(callID != nil && callID != request.id)),
      ("status", .integer(Int64(status))),
      ("client", .string(request.clientAddress)),
    ]
  }
}

extension PreviewRecord {
  /// Writes the outcome line of a request that ended with an error before its stream began.
  @inline(never)
  func close(for error: any Error) {
    switch error {
    case let error as SpecError: close(error.outcome, status: error.status, error.details(bugs))
    case let stop as CallStop: close(stop.outcome, status: stop.status)
    case let rejection as Rejection:
      close(
        .rejected, status: rejection.status,
        [("error", .string(rejection.code)), ("reason", .string(rejection.message))])
    case let refusal as HTTPRefusal:
      close(.rejected, status: refusal.status, [("reason", .string(refusal.description))])
    case is ConnectionError:
      close(CallStop.clientGone.outcome, status: CallStop.clientGone.status)
    case is ServerDraining:
      close(CallStop.stopping.outcome, status: CallStop.stopping.status)
    default:
      close(
        .failed, status: Rejection.of(failure: error).status,
        [("reason", .string(String(describing: error)))])
    }
  }
}
