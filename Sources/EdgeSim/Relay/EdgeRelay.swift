import HTTP
import Wire
import World

/// Does for one exchange what its machine decides: the thin shell between two connections.
///
/// Once the request is on its way everything happens in callbacks: bytes wake no task, and a stream
/// that flows allocates nothing.
final class EdgeRelay: ConnectionSink, HTTPErrand, @unchecked Sendable {  // On its loop.
  private enum Connecting {
    case no
    case started
    case connected(Connection)
    case failed(EdgeCause)
  }

  /// Who waits for the next step.
  private enum Waiter {
    case nobody
    case task(UnsafeContinuation<Void, Never>)
    case errand
  }

  /// Its place in the order of all exchanges of its edge.
  let number: Int
  /// Its place among the open exchanges of its edge.
  var position = 0
  /// Without the fields of the request, which go before it does.
  let visit: EdgeVisit
  // It holds all its relays until they end.
  private unowned(unsafe) let edge: Edge
  private let world: World
  private let exchange: HTTPExchange
  private let rules: EdgeRules
  private let started: Instant
  private let answer: ClientAnswer
  private var machine: EdgeExchangeMachine
  /// The request's body, as long as it may have to be sent.
  private var body: [UInt8] = []
  private var connecting = Connecting.no
  private var call: HTTPCall?
  private var originHead: HTTPResponseHead?
  /// Asked for each token, which must not copy the head.
  private var hasOriginHead = false
  private var isBuffered = false
  private var pages = PageBuffer()
  /// The name of the request in the logs, once its fields are gone.
  private var requestID: String?
  private var ended: Instant?
  private var isPaused = false
  private var isReading = false
  private var writeTimer = TimerID.none
  private let tunnelIdle: Duration
  private var tunnel: TunnelRelay?
  private var waiter = Waiter.nobody
  private let silence: SilenceWatch
  /// Made for the first client that is slower than its origin.
  private var stall: StallWatch?

  /// A relay of a request whose head is here; its read timeout is late by `lateness`, and a tunnel
  /// that comes of it may be silent for `tunnelIdle`.
  init(
    _ exchange: HTTPExchange, _ rules: EdgeRules, _ visit: EdgeVisit, of edge: Edge, number: Int,
    lateness: Duration, tunnelIdle: Duration
  ) {
    self.edge = edge
    self.number = number
    self.tunnelIdle = tunnelIdle
    self.exchange = exchange
    self.rules = rules
    self.visit = visit
    world = exchange.connection.world
    started = world.now
    machine = EdgeExchangeMachine(rules, method: exchange.head.method)
    answer = ClientAnswer(exchange)
    silence = SilenceWatch(world, limit: rules.profile.readTimeout, lateness)
    // This holds itself until its end: not to be counted would take an object of its own.
    silence.whenOver = { [self] in act(on: .readTimedOut) }
  }

  var isDone: Bool { machine.isDone }

  /// The visit with what its client asked for, as long as that is known.
  private var asking: EdgeVisit {
    machine.cause.isOfLine ? visit : visit.with(exchange.head.fields)
  }

  /// The exchange's line in the log, once it is over.
  var record: EdgeRecord {
    EdgeRecord(
      hop: rules.profile.name, ray: visit.ray.text,
      requestID: requestID ?? visit.requestID(in: exchange.head.fields),
      method: exchange.head.method,
      path: exchange.head.path,
      clientHost: visit.clientHost, started: started, headSent: answer.headSent,
      ended: ended ?? world.now, status: machine.status, originStatus: machine.originStatus,
      cause: machine.cause, bytesToClient: tunnel?.bytesToClient ?? answer.bytesSent,
      longestSilence: silence.longest)
  }

  // MARK: The request

  /// Waits for the whole request; false when it was refused or cut, which is then answered.
  func readRequest() async -> Bool {
    do {
      body = try await exchange.body()
      return true
    } catch HTTPRefusal.malformed(.truncatedBody) {
      act(on: .requestCut)
    } catch let refusal as HTTPRefusal {
      act(on: .requestRefused(EdgeCause(refusal)))
      // The rest of the body may still come, and would be taken for the next request.
      answer.finish()
    } catch {
      act(on: .requestCut)
    }
    return false
  }

  /// Takes the body of a request that is here in whole.
  func readNow() {
    do {
      body = try exchange.bodyAtHand()
      act(on: .requestRead)
    } catch {
      act(on: .requestCut)
    }
  }

  /// Sends the request and relays its answer; returns when the exchange is over.
  func pass() async {
    act(on: .requestRead)
    // One place to wait for all that comes: each would have its own memory in the task.
    while advance() { await withUnsafeContinuation { waiter = .task($0) } }
  }

  func step() -> HTTPErrandStep {
    if advance() {
      waiter = .errand
      return .waiting
    }
    if mustLetRead { return .needsTask }
    edge.end(self)
    return .over
  }

  func finish() async {
    await letRead()
    edge.end(self)
  }

  /// Takes the next steps towards the origin; false when nothing is left to wait for.
  @inline(never)
  private func advance() -> Bool {
    while true {
      switch connecting {
      case .started: return true
      case .connected(let connection):
        connecting = .no
        send(on: connection, isKept: false)
      case .failed(let cause):
        connecting = .no
        act(on: .connectFailed(cause))
      case .no:
        if isDone { return false }
        // The call is gone where the request has to be sent once more.
        if call != nil { return true }
        if let kept = edge.origin.takeKept() {
          world.mark(EdgeMark.keptConnectionUsed)
          send(on: kept, isKept: true)
        } else {
          connect()
        }
      }
    }
  }

  private func connect() {
    connecting = .started
    edge.origin.connect(by: world.now + rules.profile.connectTimeout) { [self] in
      switch $0 {
      case .success(let connection): connecting = .connected(connection)
      case .failure(let error): connecting = .failed(EdgeCause(error))
      }
      resume()
    }
  }

  /// Lets the next step come, unless it has a connection to wait for, which somebody has to close.
  private func resume() {
    if case .started = connecting { return }
    let waiter = waiter
    self.waiter = .nobody
    switch waiter {
    case .nobody: break
    case .task(let continuation): continuation.resume()
    case .errand: exchange.goOn()
    }
  }

  private func send(on connection: Connection, isKept: Bool) {
    // Only nginx adds what its client asked for.
    let visit = rules.profile.product.isNginx ? asking : visit
    let request = rules.request(exchange.head, body: body, for: visit)
    let call = edge.origin.send(request, on: connection, isKept: isKept, rules.answerLimits)
    guard !isDone else { return call.abort(ConnectionError.closed) }
    self.call = call
    call.connection.sink = self
    exchange.connection.sink = self
    act(on: .connected)
    silence.start()
    if call.connection.isCongested {
      writeTimer = timer(rules.profile.writeTimeout, .writeTimedOut)
    }
    // A sink hears of later bytes only, and an answer may stand there already.
    if !call.connection.isQuiet { readOrigin() }
  }

  /// Waits for a client that is to take what was slurped for it, when the answer is over.
  func letRead() async {
    guard mustLetRead else { return }
    if await !stallWatch().drained() { answer.drop() }
  }

  private var mustLetRead: Bool {
    isBuffered && machine.cause == .passed && answer.isCongested
  }

  private func stallWatch() -> StallWatch {
    if let stall { return stall }
    let watch = StallWatch(
      exchange.connection, limit: rules.profile.clientStall,
      mayCrawl: rules.profile.product.isNginx)
    watch.whenOver = { [unowned self] in act(on: .clientStalled) }
    stall = watch
    return watch
  }

  // MARK: Events

  func inputChanged(_ connection: Connection) {
    guard connection === call?.connection else { return }
    silence.noteRead()
    readOrigin()
  }

  func outputDrained(_ connection: Connection) {
    if connection === call?.connection {
      world.cancel(writeTimer)
    } else {
      goOn()
    }
  }

  /// Ends a tunnel, as the hop goes down.
  func endTunnel() {
    tunnel?.restart()
  }

  /// The client has finished or reset its connection, or the server has given it up.
  func clientLeft() {
    if let mark = EdgeMark(clientLeftIn: machine.state) { world.mark(mark) }
    if let tunnel { return tunnel.clientLeft() }
    act(on: exchange.connection.failure is ServerDraining ? .stopped : .clientGone)
    goOn()
  }

  /// Lets the machine decide and does what it says; `bytes` are those of `.bodyBytes`.
  func act(on input: EdgeInput, _ bytes: ByteView? = nil) {
    guard !isDone else { return }
    let decision = machine.on(input)
    tellClient(decision.client, bytes)
    tellOrigin(decision.origin)
    if isDone { end() }
  }

  // MARK: Reading the origin

  private func readOrigin() {
    // Consuming can let the next bytes in at once, which the reading under way then takes as well.
    guard let call, !isDone, !isPaused, !isReading else { return }
    isReading = true
    defer { isReading = false }
    do {
      try readAvailable(of: call)
    } catch .truncatedBody {
      act(on: .originCut)
    } catch {
      act(on: .originMalformed)
    }
    // A tunnel slows its sides down by itself.
    if !isDone, tunnel == nil, answer.isCongested, !machine.clientIsGone { slowDown() }
  }

  private func readAvailable(of call: HTTPCall) throws(HTTPParsingError) {
    let connection = call.connection
    let interimBytes = call.interimBytes
    if !hasOriginHead, var head = try call.readHead(from: connection) {
      if head.status == 101 { return switchProtocols(head) }
      hasOriginHead = true
      isBuffered = rules.buffers(head)
      if isBuffered { world.mark(EdgeMark.buffered) }
      rules.rewrite(&head, for: visit) { world.wallTime }
      originHead = head
      pages = PageBuffer(headBytes: call.headBytes)
      act(on: .head(status: head.status))
    }
    if !hasOriginHead, call.interimBytes > interimBytes, connection.input.isEmpty,
      !rules.profile.informationalResetsRead
    {
      silence.forgetReads()
    }
    if hasOriginHead, !isDone {
      try readBody(of: call)
      if call.isFinished { return originEnded() }
    }
    guard !isDone, connection.failure != nil || connection.inputEnded else { return }
    if !hasOriginHead, call.isOnKept, connection.input.isEmpty {
      return act(on: .keptConnectionEnded)
    }
    if connection.failure != nil || !hasOriginHead { return act(on: .originCut) }
    try call.inputEnded()
    originEnded()
  }

  /// Whoever unpacks a file notices when it is cut, however whole its framing is.
  private func originEnded() {
    act(on: answer.isCut ? .originMalformed : .originEnded)
  }

  /// Where no upgrade was passed on, nobody can have agreed to one.
  private func switchProtocols(_ head: HTTPResponseHead) {
    guard let call, TunnelHeads.isAskedFor(by: exchange.head, rules) else {
      return act(on: .originMalformed)
    }
    var head = head
    rules.rewrite(&head, for: visit) { world.wallTime }
    originHead = TunnelHeads.switching(head)
    silence.stop()
    world.mark(EdgeMark.tunnelOpened)
    act(on: .switched)
    let tunnel = TunnelRelay(
      exchange.connection, call.connection, idle: tunnelIdle, rules.profile.tunnels)
    self.tunnel = tunnel
    tunnel.whenOver = { [unowned self] cause in act(on: .tunnelEnded(cause)) }
    tunnel.start()
  }

  private func readBody(of call: HTTPCall) throws(HTTPParsingError) {
    let connection = call.connection
    // What was collected goes on when the origin has finished, and is lost when it has not.
    guard isBuffered, !connection.inputEnded else {
      return try call.readBody(from: connection) { act(on: .bodyBytes, $0) }
    }
    while !isDone, !call.isFinished {
      let leastLeft = call.leastBytesLeft(lineEnd: rules.profile.leastLineEnd)
      let count = pages.take(of: connection.input.count, leastLeft: leastLeft)
      guard count > 0 else { return }
      try call.readBody(from: connection, next: count) { act(on: .bodyBytes, $0) }
    }
  }

  /// The client is slower than the origin. What nginx collects it takes in all the same, up to a
  /// bound; then the origin has to wait with its bytes in the network.
  private func slowDown() {
    world.mark(EdgeMark.slowClient)
    stallWatch().start()
    guard !isBuffered || answer.unsent > rules.profile.slurpBytes else { return }
    isPaused = true
    world.mark(EdgeMark.originPaused)
    silence.pause()
  }

  private func goOn() {
    stall?.stop()
    guard isPaused, !isDone else { return }
    isPaused = false
    silence.start()
    readOrigin()
  }

  // MARK: Acting

  private func tellClient(_ action: EdgeDecision.Client, _ bytes: ByteView?) {
    switch action {
    case .nothing: break
    case .holdHead: world.mark(EdgeMark.headHeld)
    case .forwardHead: beginAnswer()
    case .openTunnel:
      if let originHead { answer.openTunnel(originHead) }
      forgetHeads()
    case .forwardHeadAndBytes:
      beginAnswer()
      if let bytes { send(bytes) }
    case .forwardBytes: if let bytes { send(bytes) }
    case .forwardHeadAndEnd:
      beginAnswer()
      answer.end()
    case .end: answer.end()
    case .answerError(let code):
      world.mark(EdgeMark.errorPage)
      answer.respond(rules.errorAnswer(code, to: asking, at: world.wallTime))
    case .cut:
      world.mark(EdgeMark.cutInBody)
      answer.cut(tells: !rules.profile.product.isNginx)
    // nginx ends in order what a client has finished from its side.
    case .hangUp: answer.finish()
    case .drop where machine.cause == .clientGone && rules.profile.product.isNginx:
      answer.leave()
    case .drop: answer.drop()
    }
  }

  private func beginAnswer() {
    guard let head = originHead else { return }
    if NginxGzip.applies(to: exchange.head, head, types: rules.profile.gzipTypes) {
      let hold = GzipHold(flushesEachPiece: !isBuffered)
      world.mark(EdgeMark.packed)
      answer.begin(NginxGzip.head(head), waits: isBuffered, hold)
    } else if rules.profile.product == .cloudflare, GzipUnpacker.isNeeded(for: exchange.head, head)
    {
      world.mark(EdgeMark.unpacked)
      answer.beginUnpacked(head)
    } else {
      answer.begin(head, waits: isBuffered)
    }
    forgetHeads()
  }

  /// From here on only bytes pass, which may take hours.
  private func forgetHeads() {
    if edge.keepsRecords { requestID = visit.requestID(in: exchange.head.fields) }
    originHead = nil
    body = []
    exchange.forgetFields()
  }

  private func send(_ bytes: ByteView) {
    do {
      try answer.send(bytes)
    } catch {
      act(on: .originMalformed)
    }
  }

  private func tellOrigin(_ action: EdgeDecision.Origin) {
    switch action {
    case .nothing, .connect: break
    case .askAgain: leaveForAnother()
    case .close: call?.close()
    case .abort: call?.abort(ConnectionError.closed)
    }
  }

  private func leaveForAnother() {
    world.mark(EdgeMark.askedAgain)
    silence.stop()
    world.cancel(writeTimer)
    call?.abort(ConnectionError.closed)
    call = nil
    resume()
  }

  private func timer(_ limit: Duration, _ input: EdgeInput) -> TimerID {
    let deadline = world.now + limit
    guard deadline != .never else { return .none }
    return world.at(deadline) { [self] in act(on: input) }
  }

  private func end() {
    ended = world.now
    silence.stop()
    silence.whenOver = {}
    stall?.stop()
    tunnel?.stop()
    world.cancel(writeTimer)
    // A connection that is kept has another sink by now, which notices when it ends.
    if call?.connection.sink === self { call?.connection.sink = nil }
    exchange.connection.sink = nil
    resume()
  }
}
