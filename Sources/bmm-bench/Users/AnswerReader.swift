import HTTP
import Wire
import World

/// Reads one answer as a browser page would, on the callback tier: no task wakes per token.
final class AnswerReader: ConnectionSink, @unchecked Sendable {  // Confined to its world's loop.
  private let call: HTTPCall
  private let world: World
  private let webOrigin: String
  private(set) var record: RequestRecord
  private var events: EventStreamReader?
  private var body: [UInt8] = []
  private var lastArrival: Instant
  private var done: UnsafeContinuation<Void, Never>?
  private var timer = TimerID.none
  private var isOver = false

  init(_ call: HTTPCall, _ record: RequestRecord, webOrigin: String, in world: World) {
    self.call = call
    self.record = record
    self.webOrigin = webOrigin
    self.world = world
    lastArrival = world.now
  }

  /// Reads to the end, or until the user leaves at `departure`.
  func read(until departure: Instant) async -> RequestRecord {
    call.connection.sink = self
    await withUnsafeContinuation { continuation in
      done = continuation
      timer = world.at(departure) { [self] in end(.left) }
      advance()
    }
    call.close()
    return record
  }

  func inputChanged(_ connection: Connection) { advance() }

  func outputDrained(_ connection: Connection) {}

  /// Takes in what has come; ends the reading when that was all.
  private func advance() {
    guard !isOver else { return }
    do {
      if record.status == nil { try readHead() }
      if record.status != nil { try readBody() }
      if call.reader.isFinished { return end(finalOutcome) }
      if call.connection.failure != nil { return end(.connectionLost) }
      if call.connection.inputEnded { try readEnd() }
    } catch {
      record.message = "\(error)"
      end(error is HTTPParsingError ? .connectionLost : .malformed)
    }
  }

  private func readHead() throws {
    guard let head = try call.reader.readHead(from: call.connection) else { return }
    record.headAt = world.now
    noteArrival()
    record.status = head.status
    record.isEdgeMade = Self.isProxyMade(head)
    record.isReadableByBrowser = head.fields["access-control-allow-origin"] == webOrigin
    record.isEventStream = head.fields["content-type"]?.hasPrefix("text/event-stream") == true
    if record.isEventStream { events = EventStreamReader() }
  }

  /// Whether a proxy made the answer itself. Cloudflare says so; nginx does not, but lacks what
  /// every answer of the service has: the word that its type is not to be guessed.
  private static func isProxyMade(_ head: HTTPResponseHead) -> Bool {
    if head.fields["cf-error-type"] != nil { return true }
    let isBehindNginx = head.fields["server"]?.hasPrefix("nginx") == true
    return isBehindNginx && head.status >= 400 && head.fields["x-content-type-options"] == nil
  }

  private func readBody() throws {
    var failure: (any Error)?
    try call.reader.readBody(from: call.connection) { view in
      noteArrival()
      guard failure == nil else { return }
      if events != nil {
        do { try events?.feed(view, at: world.now, into: &record) } catch { failure = error }
      } else if body.count < BenchLimits.answerBytesMax {
        body.append(contentsOf: view)
      }
    }
    if let failure { throw failure }
  }

  /// Bytes have come, or will not come any more.
  private func noteArrival() {
    record.longestSilence = max(record.longestSilence, world.now - lastArrival)
    lastArrival = world.now
  }

  private func readEnd() throws {
    guard record.status != nil else { return end(.connectionLost) }
    try call.reader.inputEnded()
    end(finalOutcome)
  }

  /// The outcome of an answer that arrived whole.
  private var finalOutcome: Outcome {
    let status = record.status ?? 0
    if record.isEdgeMade { return .edge(status) }
    if let events { return events.outcome ?? .noTerminalEvent }
    let answer = try? JSONValue.parse(body)
    if status == 200 {
      record.isCached = answer?["cached"]?.boolValue ?? false
      return answer?["spec"]?.objectValue == nil ? .malformed : .spec
    }
    record.message = answer?["message"]?.errorText ?? ""
    return answer?["error"]?.errorText.map(Outcome.init) ?? .status(status)
  }

  private func end(_ outcome: Outcome) {
    guard !isOver else { return }
    isOver = true
    world.cancel(timer)
    call.connection.sink = nil
    record.outcome = outcome
    record.ended = world.now
    noteArrival()
    done?.resume()
  }
}
