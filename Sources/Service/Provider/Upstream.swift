import HTTP
import Wire
import World

/// The call of a provider, with all its attempts: one task waits here, and anybody may end it.
///
/// Its deadline is looked at by that wait; nothing races with it.
final class Upstream: @unchecked Sendable {  // Confined to its world's loop.
  let world: World
  /// Whether a request has gone out: from then on the provider may ask for money.
  private(set) var hasReachedProvider = false
  /// When the attempt under way has to be over; it may move back while the task waits.
  var deadline = Instant.never

  /// Looked at for each token, hence no `Duration`.
  private static let silence = ServiceLimits.providerSilence.nanoseconds

  private let changed: Wait
  private var call: HTTPCall?
  /// The head of an answer whose status is not 200.
  private(set) var refusal: HTTPResponseHead?
  private var opening = Opening.done
  private var stop: CallStop?
  /// What the attempts before the present one have cost.
  private var earlierUsage: TokenUsage?
  private var currentUsage: TokenUsage?

  init(in world: World) {
    self.world = world
    changed = Wait(world)
  }

  /// A request on its way to a connection; the call may be aborted before it has one.
  private enum Opening {
    case pending
    case failed(HTTPClientError)
    case done
  }

  // MARK: Ending

  /// Ends the call at once; whatever waits here throws `reason`.
  func abort(_ reason: CallStop) {
    guard stop == nil else { return }
    stop = reason
    call?.abort(reason)
    changed.wake()
  }

  /// Whether the call was aborted.
  var isAborted: Bool { stop != nil }

  /// Throws once the call has been aborted.
  func checkpoint() throws(CallStop) {
    if let stop { throw stop }
  }

  /// Ends the attempt; a connection whose answer was read whole is kept for the next.
  func closeCall() {
    call?.close()
    call = nil
    refusal = nil
    earlierUsage = usage
    currentUsage = nil
  }

  // MARK: Usage

  /// What the provider has counted so far in all attempts, also when no answer comes of it.
  var usage: TokenUsage? {
    guard let currentUsage else { return earlierUsage }
    return TokenUsage(
      inputTokens: (earlierUsage?.inputTokens ?? 0) + currentUsage.inputTokens,
      outputTokens: (earlierUsage?.outputTokens ?? 0) + currentUsage.outputTokens)
  }

  /// Takes in what the provider has counted for the present attempt; a later count replaces it.
  func report(_ usage: TokenUsage?) {
    currentUsage = usage
  }

  // MARK: Waiting

  /// Suspends for a while, as between two attempts.
  func pause(for duration: Duration) async throws(CallStop) {
    let end = world.now + duration
    while world.now < end { try await wait(until: end) }
  }

  /// Sends a request, on a kept connection or a new one; `sent` waits for that.
  func send(_ request: HTTPRequest, by client: HTTPClient) throws(CallStop) {
    try checkpoint()
    opening = .pending
    let limit = min(deadline, world.now + ServiceLimits.providerConnect)
    world.spawn("provider connect") { [self] in
      do throws(HTTPClientError) {
        opened(try await client.send(request, connectBy: limit) { [self] in willWrite() })
      } catch {
        if case .connect = error { world.mark(ServiceMark.providerUnreachable) }
        opening = .failed(error)
      }
      changed.wake()
    }
  }

  /// Waits until the request is written.
  func sent() async throws {
    while case .pending = opening { try await wait(until: .never) }
    try checkpoint()
    if case .failed(let error) = opening { throw asFailure(error) }
  }

  /// Whether the request is still to be written; from then on the provider may have it, and its
  /// place in a daily limit is used.
  private func willWrite() -> Bool {
    guard stop == nil else {
      world.mark(ServiceMark.abortedBeforeSending)
      return false
    }
    hasReachedProvider = true
    return true
  }

  /// Takes a call over as soon as its request is written, so that an abort finds it at any moment.
  private func opened(_ call: HTTPCall) {
    // Nobody waits any more: the request that was just written must not be paid for.
    if let stop {
      world.mark(ServiceMark.abortedWhileSending)
      return call.abort(stop)
    }
    self.call = call
    opening = .done
  }

  /// Waits for the head of the answer.
  func readHead() async throws {
    let patience = silenceEnd
    do {
      while try !takeHead() { try tookBeforeHead(try await more(by: patience)) }
    } catch {
      throw asFailure(error)
    }
  }

  @inline(never)
  private func takeHead() throws(HTTPClientError) -> Bool {
    do {
      guard let head = try current.readHead(from: current.connection) else { return false }
      refusal = head.status == 200 ? nil : head
      return true
    } catch {
      throw .malformed(error)
    }
  }

  private func tookBeforeHead(_ arrival: Arrival) throws(HTTPClientError) {
    switch arrival {
    case .bytes: return
    case .end:
      world.mark(ServiceMark.providerBrokeOff)
      throw .closedBeforeHead
    case .timeout:
      world.mark(ServiceMark.providerTimedOut)
      throw .timedOut
    }
  }

  /// Hands out the next piece of the body; false at its end.
  func body(by patience: Instant, _ take: (ByteView) -> Void) async throws -> Bool {
    while true {
      if try bodyNow(take) { return true }
      if isBodyRead { return false }
      try await moreBody(by: patience)
    }
  }

  /// Hands out what has come of the body; false if there was nothing.
  ///
  /// With `isBodyRead` and `moreBody` a stream's loop is made of it: one wait for each token.
  func bodyNow(_ take: (ByteView) -> Void) throws -> Bool {
    do {
      return try current.bodyNow(take)
    } catch let error as HTTPClientError {
      throw ProviderFailure.brokenOff(error)
    }
  }

  /// Whether the answer has come to its end.
  var isBodyRead: Bool { current.isFinished }

  /// Waits until there is more of the body, or its end.
  func moreBody(by patience: Instant) async throws {
    do {
      try tookOfBody(try await more(by: patience))
    } catch {
      throw asBreak(error)
    }
    // Bytes that always come in time must not outrun the deadline.
    guard world.now <= min(patience, deadline) else { throw ProviderFailure.timedOut }
  }

  @inline(never)
  private func asBreak(_ error: any Error) -> any Error {
    (error as? HTTPClientError).map { ProviderFailure.brokenOff($0) } ?? error
  }

  @inline(never)
  private func tookOfBody(_ arrival: Arrival) throws {
    switch arrival {
    case .bytes: return
    case .timeout:
      world.mark(ServiceMark.providerTimedOut)
      throw ProviderFailure.timedOut
    case .end:
      do {
        try current.inputEnded()
      } catch {
        world.mark(ServiceMark.providerBrokeOff)
        throw HTTPClientError.truncated
      }
    }
  }

  /// The connection is asked itself: this is where a stream's task waits for nearly all its life,
  /// and each function in between would keep memory for as long.
  ///
  /// Ends at the deadline, or at the end of somebody's patience before it.
  private func more(by patience: Instant) async throws -> Arrival {
    do {
      while true {
        let arrival = try await current.connection.more(by: min(patience, deadline))
        // The deadline may have moved back since.
        if arrival != .timeout || world.now >= min(patience, deadline) { return arrival }
      }
    } catch ConnectionError.reset {
      world.mark(ServiceMark.providerBrokeOff)
      throw HTTPClientError.reset
    }
  }

  /// The rest of the body.
  func wholeBody() async throws -> [UInt8] {
    var body: [UInt8] = []
    while try await self.body(by: silenceEnd, { body.append(contentsOf: $0) }) {
      guard body.count <= ServiceLimits.providerAnswerBytes else {
        throw ProviderFailure.malformed(
          "answer of more than \(ServiceLimits.providerAnswerBytes) bytes")
      }
    }
    return body
  }

  /// The end of the patience with a provider that is silent from now on.
  var silenceEnd: Instant { world.now.advanced(byNanoseconds: Self.silence) }

  private func wait(until deadline: Instant) async throws(CallStop) {
    try checkpoint()
    await changed.park(until: deadline)
    try checkpoint()
  }

  private var current: HTTPCall {
    guard let call else { preconditionFailure("an answer was awaited before a request was sent") }
    return call
  }

  /// What an error before the head of an answer means.
  @inline(never)
  private func asFailure(_ error: any Error) -> any Error {
    (error as? HTTPClientError).map { asFailure($0) as ProviderFailure } ?? error
  }

  /// What a failure before the head of an answer means.
  private func asFailure(_ error: HTTPClientError) -> ProviderFailure {
    switch error {
    case .timedOut: .timedOut
    case .malformed: .malformed(error.description)
    case .connect, .closedBeforeHead, .reset, .truncated, .unwanted: .unreachable(error)
    }
  }
}
