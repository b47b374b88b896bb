import HTTP
import Wire
import World

/// Reads one answer as the page of its user would, on the callback tier: no task wakes per token.
final class AnswerReader: ConnectionSink, @unchecked Sendable {  // Confined to its world's loop.
  /// What its user has noticed so far.
  private(set) var record: RequestRecord
  private(set) var events: EventStreamReader?
  /// Where it stands among the requests under way; nil for one that is not there.
  var position: Int?
  private let world: World
  private let page: UserPage
  private let plan: ReadingPlan
  private var call: HTTPCall?
  private var content = WireAnswer.Content.other
  private var body: [UInt8] = []
  private var gzip: Unpacking?
  /// What the browser has not handed to the script yet; nil once that gets all at once.
  private var held: [UInt8]?
  private var lastArrival: Instant
  private var parked: UnsafeContinuation<Void, Never>?
  private var leaveTimer = TimerID.none
  private var timeoutTimer = TimerID.none
  private var idleTimer = TimerID.none
  /// Whether the request is on its way, or over.
  var isSent: Bool { call != nil || isOver }
  /// Whether all has come, or nothing more is waited for.
  private(set) var isOver = false
  /// Whether this machine had no room for the connection, so that no figure comes of it.
  private(set) var lacksRoom = false

  /// The memory of a compressed answer, of which there are few.
  private final class Unpacking {
    var reader = StoredGzipReader()
  }

  /// A reader of the answer to a request that begins.
  init(
    _ record: RequestRecord, on page: UserPage, by plan: ReadingPlan = .plain, in world: World
  ) {
    self.record = record
    self.page = page
    self.plan = plan
    self.world = world
    held = page.client.minimumBytes > 0 ? [] : nil
    lastArrival = world.now
  }

  /// There was no connection, or none before the user or the page had enough.
  func fail(_ error: ConnectError, departure: Instant) {
    let givenUp = page.client.timeout.map { record.started + $0 } ?? .never
    record.outcome = .connectFailed
    record.message = error.description
    record.ended = world.now
    record.wire = WireAnswer(ending: WireEnding(error))
    isOver = true
    lacksRoom = error.isOurs
    if case .timedOut = error, world.now >= min(departure, givenUp) {
      record.message = ""
      record.outcome = departure <= givenUp ? .left : .clientTimeout
      record.wire = WireAnswer(ending: departure <= givenUp ? .abandoned : .clientTimeout)
    }
  }

  /// Lets a task wait until something has come of the request.
  func park(_ task: UnsafeContinuation<Void, Never>) {
    parked = task
  }

  /// Lets the task go on that waits.
  func resume() {
    parked?.resume()
    parked = nil
  }

  /// Reads to the end, or until the user leaves at `departure`; then the task goes on.
  func read(_ call: HTTPCall, until departure: Instant) {
    self.call = call
    lastArrival = world.now
    call.connection.sink = self
    leaveTimer = world.at(departure) { [self] in leave() }
    if let timeout = page.client.timeout {
      timeoutTimer = world.at(record.started + timeout) { [self] in giveUp() }
    }
    watchIdling()
    advance(call)
  }

  /// Lets the connection go, for the next request or for good.
  func close() {
    call?.close()
    call = nil
  }

  /// Looks again when the page would lose its patience, unless something comes until then.
  private func watchIdling() {
    guard let limit = page.client.idleTimeout else { return }
    let sign = page.client.idleClock == .bytes ? lastArrival : events?.lastEvent ?? record.started
    guard world.now - sign < limit else { return giveUp() }
    idleTimer = world.at(sign + limit) { [self] in watchIdling() }
  }

  private func leave() {
    world.mark(
      record.headAt == nil
        ? UserMark.leftBeforeHead : record.firstToken == nil ? .leftBeforeText : .leftInText)
    end(.left, .abandoned)
  }

  private func giveUp() {
    world.mark(UserMark.pageGaveUp)
    record.message = page.client.browser.timedOut
    end(.clientTimeout, .clientTimeout)
  }

  func inputChanged(_ connection: Connection) {
    if let call { advance(call) }
  }

  func outputDrained(_ connection: Connection) {}

  /// Takes in what has come; ends the reading when that was all.
  private func advance(_ call: HTTPCall) {
    guard !isOver else { return }
    do {
      if record.status == nil { try readHead(of: call) }
      if record.status != nil { try readBody(of: call) }
      if hasSeenEnough {
        world.mark(UserMark.leftAtPlace)
        return end(.left, .abandoned)
      }
      if page.client.closesAtTerminalEvent, let outcome = events?.outcome {
        return end(outcome, .closedByPage)
      }
      if call.isFinished { return try endWhole(.complete) }
      if call.connection.failure != nil {
        return end(.connectionLost, record.status == nil ? .resetBeforeHead : .resetInBody)
      }
      if call.connection.inputEnded { try readEnd(of: call) }
    } catch let error as HTTPParsingError {
      record.message = "\(error)"
      end(.connectionLost, WireEnding(error, hasHead: record.status != nil))
    } catch {
      // The script throws at an event that is no JSON, and reads no further.
      record.message = "\(error)"
      end(.malformed, .closedByPage, .noJSON)
    }
  }

  /// Whether the stream is where its user wants to leave; what came along with it was read too.
  private var hasSeenEnough: Bool {
    switch plan.leaveAt {
    case nil: false
    case .firstToken: record.firstToken != nil
    case .event(let count): events.map { $0.count >= count } ?? false
    }
  }

  private func readHead(of call: HTTPCall) throws {
    guard let head = try call.readHead(from: call.connection) else { return }
    record.headAt = world.now
    noteArrival()
    record.status = head.status
    record.isEdgeMade = Self.isProxyMade(head)
    record.hasCORSFields = isShared(head)
    // Where the user follows a link, there is no page that could be kept from reading.
    record.isReadableByBrowser =
      page.client.isSameOrigin || record.hasCORSFields || record.route.isNavigation
    record.session = Self.session(head)
    content = WireAnswer.Content(head.fields["content-type"])
    record.isEventStream = content == .eventStream
    if head.fields["content-encoding"] == "gzip" { gzip = Unpacking() }
    if record.isEventStream { events = EventStreamReader(page.client, lookingFor: plan.soughtText) }
  }

  /// Whether the answer lets the page's script read it: its cookie goes along, so both fields have
  /// to say so, and a star does not count (Fetch standard, CORS check).
  private func isShared(_ head: HTTPResponseHead) -> Bool {
    head.fields["access-control-allow-origin"] == page.webOrigin
      && head.fields["access-control-allow-credentials"] == "true"
  }

  /// Whether a proxy made the answer itself. Cloudflare says so; nginx does not, also behind
  /// Cloudflare's name, but lacks what every answer of the service has: the word that its type is
  /// not to be guessed.
  private static func isProxyMade(_ head: HTTPResponseHead) -> Bool {
    if head.fields["cf-error-type"] != nil { return true }
    guard head.status >= 400, let server = head.fields["server"] else { return false }
    let isBehindProxy = server.hasPrefix("nginx") || server == "cloudflare"
    return isBehindProxy && head.fields["x-content-type-options"] == nil
  }

  /// The secret of the session that a browser would send from now on.
  private static func session(_ head: HTTPResponseHead) -> String? {
    guard let line = head.fields["set-cookie"], line.hasPrefix("bmm_session=") else { return nil }
    let pair = line.prefix { $0 != ";" }
    return String(pair.dropFirst("bmm_session=".count))
  }

  private func readBody(of call: HTTPCall) throws {
    var failure: (any Error)?
    try call.readBody(from: call.connection) { view in
      noteArrival()
      record.bytes += view.count
      guard failure == nil else { return }
      do { try unpack(view) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private func unpack(_ view: ByteView) throws {
    guard let gzip else { return try pass(view) }
    var failure: (any Error)?
    try gzip.reader.read(view) { piece in
      guard failure == nil else { return }
      do { try pass(piece) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Hands bytes to the script, or holds them until there are enough.
  private func pass(_ view: ByteView) throws {
    guard var waiting = held else { return try take(view) }
    waiting.append(contentsOf: view)
    held = waiting.count < page.client.minimumBytes ? waiting : nil
    if held == nil { try waiting.withUnsafeBufferPointer { try take($0) } }
  }

  private func take(_ view: ByteView) throws {
    if let events {
      try events.feed(view, at: world.now, into: &record)
    } else if body.count < BenchLimits.answerBytesMax {
      body.append(contentsOf: view)
    }
  }

  /// Bytes have come, or will not come any more.
  private func noteArrival() {
    record.longestSilence = max(record.longestSilence, world.now - lastArrival)
    lastArrival = world.now
  }

  private func readEnd(of call: HTTPCall) throws {
    guard record.status != nil else {
      let nothingCame = call.connection.input.isEmpty
      return end(.connectionLost, nothingCame ? .closedBeforeHead : .cutInHead)
    }
    try call.inputEnded()
    try endWhole(.untilClose)
  }

  /// The answer is whole, as far as a browser can tell.
  private func endWhole(_ ending: WireEnding) throws {
    if gzip?.reader.isCut == true { throw StoredGzipError.cut }
    if let waiting = held {
      held = nil
      try waiting.withUnsafeBufferPointer { try take($0) }
    }
    try events?.finish(at: world.now, into: &record)
    if let events, !record.isEdgeMade {
      let flaw: WireAnswer.Flaw = events.outcome == nil ? .noTerminalEvent : .none
      return end(events.outcome ?? .noTerminalEvent, ending, flaw)
    }
    let answer = JSONAnswer(body)
    // What leads elsewhere has no body, and nobody reads it.
    let lacksJSON = answer == nil && record.session == nil
    end(outcome(of: answer), ending, lacksJSON ? .noJSON : .none)
  }

  /// The outcome of a whole answer that is no stream.
  private func outcome(of answer: JSONAnswer?) -> Outcome {
    let status = record.status ?? 0
    if record.isEdgeMade { return .edge(status) }
    if !record.route.isPreview, (200..<400).contains(status) {
      let isNothing = record.route == .callback && record.session == nil
      return isNothing ? .malformed : record.route.success
    }
    if status == 200 {
      record.isCached = answer?.isCached ?? false
      record.spec = answer?.spec
      record.banned = body.withUnsafeBufferPointer { BannedText.find(in: $0) }
      return answer?.spec != nil ? .spec : .malformed
    }
    record.error = String(decoding: body.prefix(BenchLimits.errorBodyMax), as: UTF8.self)
    record.message = answer?.message ?? ""
    return answer?.error.map(Outcome.init) ?? .status(status)
  }

  private func end(
    _ outcome: Outcome, _ ending: WireEnding, _ flaw: WireAnswer.Flaw = .none
  ) {
    guard !isOver else { return }
    isOver = true
    world.cancel(leaveTimer)
    world.cancel(timeoutTimer)
    world.cancel(idleTimer)
    call?.connection.sink = nil
    record.outcome = outcome
    record.wire = WireAnswer(
      status: record.status, isReadable: record.isReadableByBrowser, content: content,
      ending: ending, flaw: flaw, isEdgeMade: record.isEdgeMade)
    record.ended = world.now
    noteArrival()
    resume()
  }
}

extension ConnectError {
  /// Whether it is this machine's, which stands in for that of the user: no browser was to blame.
  fileprivate var isOurs: Bool {
    switch self {
    case .tooManyFiles, .noRoom: true
    case .refused, .timedOut, .unreachable, .unresolved: false
    }
  }
}
