import HTTP
import Wire
import World

/// Reads one answer as the page of its user would, on the callback tier: no task wakes per token.
final class AnswerReader: ConnectionSink, @unchecked Sendable {  // Confined to its world's loop.
  private let call: HTTPCall
  private let world: World
  private let webOrigin: String
  private let client: ClientModel
  private let plan: ReadingPlan
  private(set) var record: RequestRecord
  private(set) var events: EventStreamReader?
  private var content = WireAnswer.Content.other
  private var body: [UInt8] = []
  private var gzip: StoredGzipReader?
  /// What the browser has not handed to the script yet; nil once that gets all at once.
  private var held: [UInt8]?
  private var lastArrival: Instant
  private var done: UnsafeContinuation<Void, Never>?
  private var timers: [TimerID] = []
  private var idleTimer = TimerID.none
  private var isOver = false

  init(
    _ call: HTTPCall, _ record: RequestRecord, as client: ClientModel = ClientModel(),
    by plan: ReadingPlan = .plain, webOrigin: String, in world: World
  ) {
    self.call = call
    self.record = record
    self.client = client
    self.plan = plan
    self.webOrigin = webOrigin
    self.world = world
    held = client.minimumBytes > 0 ? [] : nil
    lastArrival = world.now
  }

  /// Reads to the end, or until the user leaves at `departure`.
  func read(until departure: Instant) async -> RequestRecord {
    call.connection.sink = self
    await withUnsafeContinuation { continuation in
      done = continuation
      timers.append(world.at(departure) { [self] in leave() })
      if let timeout = client.timeout {
        timers.append(world.at(record.started + timeout) { [self] in giveUp() })
      }
      watchIdling()
      advance()
    }
    call.close()
    return record
  }

  /// Looks again when the page would lose its patience, unless something comes until then.
  private func watchIdling() {
    guard let limit = client.idleTimeout else { return }
    let sign = client.idleClock == .bytes ? lastArrival : events?.lastEvent ?? record.started
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
    record.message = client.browser.timedOut
    end(.clientTimeout, .clientTimeout)
  }

  func inputChanged(_ connection: Connection) { advance() }

  func outputDrained(_ connection: Connection) {}

  /// Takes in what has come; ends the reading when that was all.
  private func advance() {
    guard !isOver else { return }
    do {
      if record.status == nil { try readHead() }
      if record.status != nil { try readBody() }
      if hasSeenEnough {
        world.mark(UserMark.leftAtPlace)
        return end(.left, .abandoned)
      }
      if client.closesAtTerminalEvent, let outcome = events?.outcome {
        return end(outcome, .closedByPage)
      }
      if call.reader.isFinished { return try endWhole(.complete) }
      if call.connection.failure != nil {
        return end(.connectionLost, record.status == nil ? .resetBeforeHead : .resetInBody)
      }
      if call.connection.inputEnded { try readEnd() }
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

  private func readHead() throws {
    guard let head = try call.reader.readHead(from: call.connection) else { return }
    record.headAt = world.now
    noteArrival()
    record.status = head.status
    record.isEdgeMade = Self.isProxyMade(head)
    record.hasCORSFields = isShared(head)
    // Where the user follows a link, there is no page that could be kept from reading.
    record.isReadableByBrowser =
      client.isSameOrigin || record.hasCORSFields || record.route.isNavigation
    record.session = Self.session(head)
    content = WireAnswer.Content(head.fields["content-type"])
    record.isEventStream = content == .eventStream
    if head.fields["content-encoding"] == "gzip" { gzip = StoredGzipReader() }
    if record.isEventStream { events = EventStreamReader(client, lookingFor: plan.soughtText) }
  }

  /// Whether the answer lets the page's script read it: its cookie goes along, so both fields have
  /// to say so, and a star does not count (Fetch standard, CORS check).
  private func isShared(_ head: HTTPResponseHead) -> Bool {
    head.fields["access-control-allow-origin"] == webOrigin
      && head.fields["access-control-allow-credentials"] == "true"
  }

  /// Whether a proxy made the answer itself. Cloudflare says so; nginx does not, also behind
  /// Cloudflare's name, but lacks what every answer of the service has: the word that its type is
  /// not to be guessed.
  private static func isProxyMade(_ head: HTTPResponseHead) -> Bool {
    if head.fields["cf-error-type"] != nil { return true }
    let server = head.fields["server"] ?? ""
    let isBehindProxy = server.hasPrefix("nginx") || server == "cloudflare"
    return isBehindProxy && head.status >= 400 && head.fields["x-content-type-options"] == nil
  }

  /// The secret of the session that a browser would send from now on.
  private static func session(_ head: HTTPResponseHead) -> String? {
    guard let line = head.fields["set-cookie"], line.hasPrefix("bmm_session=") else { return nil }
    let pair = line.prefix { $0 != ";" }
    return String(pair.dropFirst("bmm_session=".count))
  }

  private func readBody() throws {
    var failure: (any Error)?
    try call.reader.readBody(from: call.connection) { view in
      noteArrival()
      record.bytes += view.count
      guard failure == nil else { return }
      do { try unpack(view) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private func unpack(_ view: ByteView) throws {
    guard gzip != nil else { return try pass(view) }
    var failure: (any Error)?
    try gzip?.read(view) { piece in
      guard failure == nil else { return }
      do { try pass(piece) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Hands bytes to the script, or holds them until there are enough.
  private func pass(_ view: ByteView) throws {
    guard var waiting = held else { return try take(view) }
    waiting.append(contentsOf: view)
    held = waiting.count < client.minimumBytes ? waiting : nil
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

  private func readEnd() throws {
    guard record.status != nil else {
      let nothingCame = call.connection.input.isEmpty
      return end(.connectionLost, nothingCame ? .closedBeforeHead : .cutInHead)
    }
    try call.reader.inputEnded()
    try endWhole(.untilClose)
  }

  /// The answer is whole, as far as a browser can tell.
  private func endWhole(_ ending: WireEnding) throws {
    if gzip?.isCut == true { throw StoredGzipError.cut }
    if let waiting = held {
      held = nil
      try waiting.withUnsafeBufferPointer { try take($0) }
    }
    try events?.finish(at: world.now, into: &record)
    if let events, !record.isEdgeMade {
      let flaw: WireAnswer.Flaw = events.outcome == nil ? .noTerminalEvent : .none
      return end(events.outcome ?? .noTerminalEvent, ending, flaw)
    }
    let answer = try? JSONValue.parse(body)
    // What leads elsewhere has no body, and nobody reads it.
    let lacksJSON = answer == nil && record.session == nil
    end(outcome(of: answer), ending, lacksJSON ? .noJSON : .none)
  }

  /// The outcome of a whole answer that is no stream.
  private func outcome(of answer: JSONValue?) -> Outcome {
    let status = record.status ?? 0
    if record.isEdgeMade { return .edge(status) }
    if !record.route.isPreview, (200..<400).contains(status) {
      let isNothing = record.route == .callback && record.session == nil
      return isNothing ? .malformed : record.route.success
    }
    if status == 200 {
      record.isCached = answer?["cached"]?.boolValue ?? false
      return answer?["spec"]?.objectValue == nil ? .malformed : .spec
    }
    record.error = String(decoding: body.prefix(BenchLimits.errorBodyMax), as: UTF8.self)
    record.message = answer?["message"]?.errorText ?? ""
    return answer?["error"]?.errorText.map(Outcome.init) ?? .status(status)
  }

  private func end(
    _ outcome: Outcome, _ ending: WireEnding, _ flaw: WireAnswer.Flaw = .none
  ) {
    guard !isOver else { return }
    isOver = true
    for timer in timers { world.cancel(timer) }
    world.cancel(idleTimer)
    call.connection.sink = nil
    record.outcome = outcome
    record.wire = WireAnswer(
      status: record.status, isReadable: record.isReadableByBrowser, content: content,
      ending: ending, flaw: flaw, isEdgeMade: record.isEdgeMade)
    record.ended = world.now
    noteArrival()
    done?.resume()
  }
}
