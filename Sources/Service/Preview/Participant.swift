import HTTP
import World

/// One request that waits for a flight, alone or with others, until its own deadline.
///
/// Its task sleeps while text flows: the flight writes into its stream by direct calls.
final class Participant: @unchecked Sendable {  // Confined to its world's loop.
  let record: PreviewRecord
  /// The share that a draft for it takes from.
  let limit: DailyLimit?
  /// What is left of that share, once it was asked.
  var count: DailyCount?
  /// Whether it still waits for its flight.
  private(set) var isAboard = true
  /// Where the flight's text goes, once the head of the answer is out.
  private(set) var stream: EventStream?

  private let flight: Flight
  /// Its own time.
  let budget: Budget
  private let left: DailyCount?
  private let world: World
  private let changed: Wait
  private var stop: CallStop?
  private var refusal: (any Error)?

  init(
    _ record: PreviewRecord, _ flight: Flight, _ preview: AdmittedPreview, _ budget: Budget,
    in world: World
  ) {
    self.record = record
    self.flight = flight
    self.budget = budget
    left = preview.left
    self.world = world
    limit = preview.limit
    changed = Wait(world)
  }

  // MARK: Leaving

  /// Leaves the flight as soon as the client has gone; with the last one its call ends at once.
  func followClient(_ bugs: KnownBugs) {
    if bugs.contains(.upstreamNotCancelled) { return }
    let exchange = record.request.exchange
    exchange.whenClientGone { [self] in giveUp(CallStop(endOf: exchange.connection)) }
  }

  /// Leaves, and makes the request's task throw `reason`.
  func giveUp(_ reason: CallStop) {
    guard isAboard else { return }
    if let mark = flight.leavingMark { world.mark(mark) }
    stop = reason
    leave()
    changed.wake()
  }

  /// Leaves, and makes the request's task throw what keeps it from a draft.
  func refuse(_ error: any Error) {
    guard isAboard else { return }
    refusal = error
    leave()
    changed.wake()
  }

  /// Leaves the flight; from then on the record knows what the request accounts.
  func leave() {
    guard isAboard else { return }
    isAboard = false
    record.usage = flight.leave(self)
    record.callID = flight.callID
    record.request.limits = count?.fields(at: world.wallTime) ?? [:]
  }

  // MARK: Waiting

  /// Something has happened that its task has to look at.
  func wake() {
    changed.wake()
  }

  /// Suspends until there will be an answer, a draft or a kept one; throws what keeps it from one.
  func boarded() async throws {
    while flight.isBoarding { try await wait(until: .never) }
    // Who takes nothing is told what his own other request left, or else the session's look-up.
    if count == nil { count = flight.count(of: limit) ?? left }
    record.request.limits = count?.fields(at: world.wallTime) ?? [:]
  }

  /// The spec, once it is there.
  func spec() async throws -> DraftedSpec {
    while true {
      if let result = flight.result { return try result.get() }
      try await wait(until: .never)
    }
  }

  /// Lets the flight's text flow into a stream, and suspends until its end can be told.
  func follow(with stream: EventStream) async throws -> DraftedSpec {
    begin(stream)
    while true {
      if let spec = try spec(behind: stream) { return spec }
      try await wait(until: stream.nextWake)
      stream.keepAliveIfDue()
    }
  }

  private func begin(_ stream: EventStream) {
    self.stream = stream
    stream.onChange = { [changed] in changed.wake() }
    stream.follow(flight.text)
  }

  /// The spec, once its stream has shown all of the text.
  @inline(never)
  private func spec(behind stream: EventStream) throws -> DraftedSpec? {
    if let result = flight.result, stream.hasCaughtUp { return try result.get() }
    if stream.hasStalled() {
      stream.cut()
      giveUp(.clientGone)
    }
    return nil
  }

  private func wait(until instant: Instant) async throws {
    try checkpoint()
    if world.now >= budget.end {
      world.mark(ServiceMark.budgetUsedUp)
      throw SpecError.timedOut(after: budget.limit)
    }
    await changed.park(until: min(instant, budget.end))
    try checkpoint()
  }

  private func checkpoint() throws {
    if let refusal { throw refusal }
    if let stop { throw stop }
  }
}
