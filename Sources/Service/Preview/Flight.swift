import World

/// One draft, and the requests that wait for it together: its participants.
///
/// A flight has a task of its own, so that it outlives whichever request began it. It takes from
/// the daily limit of one participant, asks the provider and fills the cache; then all get the same
/// result. Participants join and leave at any moment of that.
///
/// Who asks for the same draft finds the flight before anything can suspend, from its first moment
/// to behind the cache's write. So there is no gap in which a second call could begin: neither
/// while the limit is asked, nor between the call's end and the filled cache. Its first request has
/// looked into the cache; only if another flight has filled it since, it looks again.
final class Flight: @unchecked Sendable {  // Confined to its world's loop.
  private enum Phase: Comparable {
    /// Whether there has to be a call is not known yet, nor whose limit it takes from.
    case boarding
    /// The provider is being asked.
    case flying
    /// The call has ended; its spec is being cached.
    case landing
    /// There is a result, or nobody waits for one.
    case over
  }

  /// The number among all flights, in the order of their beginning.
  let number: Int
  let key: FlightKey
  /// The text so far, which the streams follow.
  let text = DraftText()
  /// The request on whose account the provider was asked; nil before that, and for cached specs.
  private(set) var callID: String?
  /// What all participants get.
  private(set) var result: Result<DraftedSpec, SpecError>?

  private let flights: Flights
  private let preview: AdmittedPreview
  private let upstream: Upstream
  private var phase = Phase.boarding
  private var participants: [Participant] = []
  private var payer: Participant?
  private var ticket: LimitTicket?
  private var isAccounted = false
  /// What the provider is asked for, while it is.
  private var asked: Draft?
  /// What the call has brought, before anybody is told; nil when nobody waits for it any more.
  private var draft: Result<DraftedSpec, SpecError>?

  init(_ number: Int, _ key: FlightKey, _ preview: AdmittedPreview, _ flights: Flights) {
    self.number = number
    self.key = key
    self.preview = preview
    self.flights = flights
    upstream = Upstream(in: flights.world)
  }

  // MARK: Participants

  /// Whether it is still open whether a participant gets a draft or a refusal.
  var isBoarding: Bool { phase == .boarding }

  /// Whether somebody who comes now may join.
  var isOpen: Bool { phase != .over && !upstream.isAborted }

  /// Lets somebody wait for the flight, which from then on has at least its time.
  func join(_ participant: Participant) {
    participants.append(participant)
    asked?.serve(participant.budget)
  }

  /// Takes a participant out, and ends the call with the last one; returns the tokens it accounts.
  ///
  /// Each call is accounted once: by the first who leaves behind its end, or by the last who leaves
  /// before it. So the sum over the log is what the provider says it sold.
  func leave(_ participant: Participant) -> TokenUsage? {
    participants.removeAll { $0 === participant }
    if phase < .over, !participants.isEmpty { flights.world.mark(ServiceMark.oneOfSeveralLeft) }
    if participants.isEmpty, phase < .landing {
      if phase == .flying { flights.world.mark(ServiceMark.callAborted) }
      abort(.clientGone)
    }
    guard let usage = upstream.usage else { return isFromCache ? TokenUsage.none : nil }
    guard phase >= .landing || upstream.isAborted, !isAccounted else { return TokenUsage.none }
    isAccounted = true
    return usage
  }

  /// The mark of a client that goes now; nil where that makes no difference any more.
  var leavingMark: ServiceMark? {
    switch phase {
    case .boarding: .leftBoarding
    case .flying: text.count == 0 ? .leftBeforeText : .leftInText
    case .landing: .leftLanding
    case .over: nil
    }
  }

  private var isFromCache: Bool {
    if case .success(let spec) = result { spec.isCached } else { false }
  }

  /// Ends the flight, because the service stops.
  func stop() {
    flights.world.mark(ServiceMark.stoppedInFlight)
    abort(.stopping)
    for participant in participants { participant.giveUp(.stopping) }
  }

  private func abort(_ reason: CallStop) {
    upstream.abort(reason)
    // Who comes now needs a call that goes on.
    flights.close(self)
  }

  private func wakeAll() {
    for participant in participants { participant.wake() }
  }

  /// What is left of a share that the flight was paid from; nil for any other.
  func count(of limit: DailyLimit?) -> DailyCount? {
    payer?.limit == limit ? payer?.count : nil
  }

  // MARK: The flight's own task

  /// Runs the flight to its end.
  func run() async {
    if let hit = await secondLook() {
      flights.world.mark(ServiceMark.cacheHitOnSecondLook)
      return end(.success(hit))
    }
    guard await board() else { return end(nil) }
    phase = .flying
    wakeAll()
    await ask()
    phase = .landing
    await giveBackIfUnused()
    if case .success(let spec) = draft {
      // Before anybody is told: an event that is out must be in the cache.
      await flights.cache.keep(spec, for: preview) { note("preview_cache_failed", $0) }
    }
    end(draft)
  }

  /// The spec that another flight has kept since this one's first request looked for it.
  private func secondLook() async -> DraftedSpec? {
    guard flights.cache.hasChanged(since: preview) else { return nil }
    return await flights.cache.spec(for: preview) { note("preview_cache_failed", $0) }
  }

  /// Finds a participant whose limit allows the call; false when none is left.
  ///
  /// The others are refused. Those who join meanwhile wait, and take nothing if somebody else pays.
  private func board() async -> Bool {
    while let payer = participants.first, !upstream.isAborted {
      if let limit = payer.limit {
        do {
          ticket = try await flights.limiter.take(limit)
        } catch {
          payer.refuse(error)
          if !participants.isEmpty { flights.world.mark(ServiceMark.nextPayerAsked) }
          continue
        }
        // Nobody pays for a draft of which others alone have something.
        guard payer.isAboard else {
          flights.world.mark(ServiceMark.payerLeft)
          await giveBackIfUnused()
          continue
        }
        payer.count = ticket?.count
      }
      self.payer = payer
      callID = payer.record.request.id
      return true
    }
    return false
  }

  /// Asks the provider.
  private func ask() async {
    do {
      draft = .success(try await flights.drafter.spec(of: begin()))
    } catch {
      draft = Self.failure(error)
    }
    asked = nil
  }

  @inline(never)
  private func begin() -> Draft {
    let stream = DraftStream(text: text) { [unowned self] in
      for participant in participants { participant.stream?.catchUp() }
    }
    let own = preview.budget(isStreamed: key.isStreamed)
    let budget = participants.reduce(own) { $0.joined(with: $1.budget) }
    let asked = flights.drafter.begin(
      preview, callID ?? "", within: budget, over: upstream,
      streaming: key.isStreamed ? stream : nil)
    self.asked = asked
    return asked
  }

  @inline(never)
  private static func failure(_ error: any Error) -> Result<DraftedSpec, SpecError>? {
    switch error {
    case let error as SpecError: .failure(error)
    case is CallStop: nil
    default: .failure(.provider(detail: String(describing: error)))
    }
  }

  /// A call that was never made is not counted.
  private func giveBackIfUnused() async {
    guard let ticket, !upstream.hasReachedProvider, !flights.bugs.contains(.errorsCounted)
    else { return }
    self.ticket = nil
    flights.world.mark(ServiceMark.placeGivenBack)
    payer?.count = nil
    do {
      try await flights.limiter.giveBack(ticket)
    } catch {
      note("preview_give_back_failed", error)
    }
  }

  private func end(_ result: Result<DraftedSpec, SpecError>?) {
    self.result = result
    phase = .over
    // It holds this flight, too.
    payer = nil
    flights.close(self)
    wakeAll()
  }

  private func note(_ event: String, _ error: any Error) {
    flights.world.mark(ServiceMark.cacheFailed)
    flights.log.note(event, of: callID ?? participants.first?.record.request.id, error)
  }
}
