import Wire
import World

/// One request and its answer, as the server's handler sees them.
package final class HTTPExchange: @unchecked Sendable {  // Confined to its connection's loop.
  private enum Progress {
    case waiting
    case streaming
    case finished
  }

  /// The request's head; without its fields once they are forgotten.
  package private(set) var head: HTTPRequestHead
  /// The connection the request came on.
  package let connection: Connection

  private var bodyDecoder: HTTPBodyDecoder
  private var bodyShare: HTTPBodyShare
  private let began: Instant
  private let pauseLimit: Duration
  private var mustAskForBody: Bool
  private var progress = Progress.waiting
  private var keepsAlive: Bool
  private var isChunked = false

  /// The status of the answer, once its head is written.
  package private(set) var status: Int?
  /// The bytes of the answer's body that were written, without the framing of chunks.
  package private(set) var sentByteCount = 0

  init(
    _ connection: Connection, _ head: HTTPRequestHead, limits: HTTPLimits, pause: Duration,
    _ bodies: HTTPBodyBudget
  ) throws(HTTPRefusal) {
    self.connection = connection
    self.head = head
    bodyShare = HTTPBodyShare(of: bodies)
    began = connection.world.now
    pauseLimit = pause
    keepsAlive = head.keepsAlive
    do {
      bodyDecoder = HTTPBodyDecoder(try .ofRequest(head, limits: limits), limits: limits)
    } catch {
      throw .malformed(error)
    }
    mustAskForBody =
      !bodyDecoder.isFinished && head.fields.contains("100-continue", in: "expect")
  }

  // MARK: Request

  /// The whole request body; throws `HTTPRefusal` when it is malformed, too long, late or cut.
  package func body() async throws -> [UInt8] {
    var body: [UInt8] = []
    while try !takeBody({
      try bodyShare.grow(to: body.count + $0.count)
      body.append(contentsOf: $0)
    }) {
      try await moreBody()
    }
    return body
  }

  /// Whether all of the body has come, which nobody has to look at for that.
  var isWhole: Bool {
    guard let left = bodyDecoder.bytesLeft else { return false }
    return left <= connection.input.count
  }

  /// The body of a request that is here in whole, for an errand.
  package func bodyAtHand() throws -> [UInt8] {
    if bodyDecoder.isFinished { return [] }
    var body: [UInt8] = []
    let isAll = try takeBody { body.append(contentsOf: $0) }
    precondition(isAll, "an errand has a body that has not come")
    return body
  }

  /// Gives the errand of this exchange its next step, if it waits for one.
  package func goOn() {
    connection.wakeStandIn()
  }

  /// Whether the answer is written, and another request may follow without any waiting.
  var isReadyForNext: Bool {
    progress == .finished && keepsAlive && !mustAskForBody && bodyDecoder.isFinished
  }

  /// Forgets the fields of the request's head, which may be long and are not needed any more.
  package func forgetFields() {
    head.fields = HTTPFields()
  }

  /// Gives back what the body took of the server's budget.
  func forgetBody() {
    bodyShare.giveBack()
  }

  /// Runs `action` once when the client has gone; at once if it has gone already.
  package func whenClientGone(_ action: @escaping () -> Void) {
    connection.whenGone(action)
  }

  /// Whether the client has finished or reset the connection.
  package var clientHasLeft: Bool {
    connection.inputEnded || connection.failure as? ConnectionError == .reset
  }

  /// Takes what has come of the body; false until that is all of it.
  @inline(never)
  private func takeBody(_ take: (ByteView) throws -> Void) throws -> Bool {
    while !bodyDecoder.isFinished {
      switch try nextStep() {
      case .payload(let range, let consumed):
        try take(ByteView(rebasing: connection.input.view[range]))
        connection.consume(consumed)
      case .end(let consumed): connection.consume(consumed)
      case .needMore(let consumed):
        connection.consume(consumed)
        return false
      }
    }
    return true
  }

  private func moreBody() async throws {
    if mustAskForBody, progress == .waiting {
      mustAskForBody = false
      connection.write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
    }
    let bodyDeadline = began + HTTPTimeouts.wholeRequestBody
    let pause = connection.world.now + pauseLimit
    switch try await connection.more(by: min(pause, bodyDeadline)) {
    case .bytes: return
    case .end: throw HTTPRefusal.malformed(.truncatedBody(missingByteCount: nil))
    case .timeout where pause < bodyDeadline:
      throw HTTPRefusal.bodyTimedOut(after: pauseLimit)
    case .timeout: throw HTTPRefusal.bodyTooSlow(limit: HTTPTimeouts.wholeRequestBody)
    }
  }

  private func nextStep() throws(HTTPRefusal) -> HTTPBodyStep {
    do {
      return try bodyDecoder.next(in: connection.input.view)
    } catch {
      throw .malformed(error)
    }
  }

  // MARK: Answer

  /// Whether the answer is written to its end.
  package var isFinished: Bool { progress == .finished }

  /// Whether the head of the answer is on its way, so that the status can no longer change.
  package var hasBegun: Bool { progress != .waiting }

  /// Sends a whole answer.
  package func respond(_ answer: HTTPAnswer) {
    precondition(progress == .waiting, "an exchange was answered twice")
    progress = .finished
    status = answer.status
    var answer = answer
    sentByteCount = answer.body.count
    if !keepsAlive { answer.fields.set("connection", "close") }
    answer.write(to: connection, omittingBody: head.method == "HEAD")
  }

  /// Sends the head of a streamed answer; pieces follow with `send`, the end with `endStream`.
  ///
  /// The fields of a framed one tell of its end: by a length, or as an answer without a body.
  package func startStream(status: Int, fields: HTTPFields, isFramed: Bool = false) {
    precondition(progress == .waiting, "an exchange was answered twice")
    progress = .streaming
    self.status = status
    var fields = fields
    if isFramed {
      isChunked = false
    } else if head.version == .http11 {
      isChunked = true
      fields.set("transfer-encoding", "chunked")
    } else {
      // An HTTP/1.0 peer knows no chunks: the end of the connection ends the body.
      keepsAlive = false
    }
    if !keepsAlive { fields.set("connection", "close") }
    let answer = HTTPResponseHead(status: status, fields: fields)
    connection.writeHead(answer.size) { answer.write(into: &$0) }
  }

  /// Sends one piece of a streamed answer; false, and nothing sent, once the stream has ended.
  @discardableResult
  package func send(_ payload: ByteView) -> Bool {
    guard progress == .streaming else { return false }
    guard payload.count > 0 else { return true }
    sentByteCount += payload.count
    if isChunked {
      HTTPChunk.frame(payload) { connection.write(payload, behind: $0, before: $1) }
    } else {
      connection.write(payload)
    }
    return true
  }

  /// Sends one piece of a streamed answer; false, and nothing sent, once the stream has ended.
  @discardableResult
  package func send(_ payload: [UInt8]) -> Bool {
    payload.withUnsafeBufferPointer { send($0) }
  }

  /// Ends a streamed answer; a second end does nothing.
  package func endStream() {
    guard progress == .streaming else { return }
    progress = .finished
    if isChunked { connection.write(HTTPChunk.end) }
  }

  /// Whether the connection can carry another request; reads the rest of this one's body.
  func complete() async -> Bool {
    guard progress == .finished else {
      // A cut answer must not look complete: the reset tells the client.
      connection.abort(ConnectionError.closed)
      return false
    }
    guard keepsAlive else { return false }
    // A body that was never asked for will not come.
    if mustAskForBody { return false }
    // A rest that is no body is not worth a second answer: the connection just ends.
    do {
      while try !takeBody({ _ in }) { try await moreBody() }
      return true
    } catch {
      return false
    }
  }
}

extension HTTPAnswer {
  /// Writes it.
  func write(to connection: Connection, omittingBody: Bool) {
    let hasLength = status != 204 && status != 304
    let (head, length) = (HTTPResponseHead(status: status, fields: fields), body.count)
    connection.writeHead(head.size, omittingBody ? [] : body) {
      head.write(into: &$0, contentLength: hasLength ? length : nil)
    }
  }
}
