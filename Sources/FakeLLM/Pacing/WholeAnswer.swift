import HTTP
import Wire
import World

/// Sends an answer in one piece when its generation would have ended, unless the client has gone.
final class WholeAnswer: ExchangeGeneration, @unchecked Sendable {  // As its parent.
  private let plan: CallPlan
  private let dialect: any Dialect
  private let queue: ModelQueue
  private var schedule: TokenSchedule
  private var tokensPlanned = 0
  private var fingerprint = ByteFingerprint()

  init(
    _ exchange: HTTPExchange, _ plan: CallPlan, _ dialect: any Dialect, in queue: ModelQueue
  ) {
    self.plan = plan
    self.dialect = dialect
    self.queue = queue
    schedule = TokenSchedule(from: exchange.connection.world.now, plan.script.pace)
    super.init(exchange)
  }

  override func begin() {
    goOn()
  }

  override var tokens: Int { schedule.tokensReady(by: world.now, of: plan.script.tokens) }

  override var firstToken: Instant? { tokens > 0 ? schedule.first : nil }

  override var text: ByteFingerprint? { fingerprint }

  /// Waits for the last token; on a model whose speed changes with its load, for the next few.
  private func goOn() {
    let step = queue.sharesSpeed ? FakeLLMLimits.loadCheckTokens : plan.script.tokens
    tokensPlanned = min(tokensPlanned + step, plan.script.tokens)
    let next = schedule.end(of: tokensPlanned, slowness: queue.slowness)
    timer = world.at(next) { [unowned self] in
      if tokensPlanned < plan.script.tokens { goOn() } else { conclude() }
    }
  }

  // MARK: Ending

  private func conclude() {
    switch plan.script.ending {
    case .complete(let reason):
      send(dialect.answer(plan, reason))
      for block in plan.script.blocks where block.channel == .text {
        block.bytes.withUnsafeBufferPointer { fingerprint.add($0) }
      }
    case .broken(let kind):
      guard breakOff(kind) else { return }
    }
    end(plan.script.ending.callEnd)
  }

  /// Breaks in that way; false if the call goes on in silence.
  private func breakOff(_ kind: Breakdown.Kind) -> Bool {
    switch kind {
    case .end: send(torn)
    case .garbage:
      var answer = torn
      answer.body = EventWriter.garbage
      send(answer)
    case .errorEvent(let type):
      exchange.respond(dialect.answer(dialect.failure(kind: type), plan.identity))
    case .cut:
      exchange.startStream(status: 200, fields: torn.fields)
      exchange.send(torn.body)
      exchange.connection.finish()
    case .reset: exchange.connection.close()
    case .stall: return false
    }
    return true
  }

  /// In one piece, or in the writes that the script asks for.
  private func send(_ answer: HTTPAnswer) {
    guard let size = plan.script.writeBytes else { return exchange.respond(answer) }
    exchange.startStream(status: answer.status, fields: answer.fields)
    for start in stride(from: 0, to: answer.body.count, by: size) {
      exchange.send(Array(answer.body[start..<min(start + size, answer.body.count)]))
    }
    exchange.endStream()
  }

  /// The first half of the answer's JSON, which is no JSON.
  private var torn: HTTPAnswer {
    var answer = dialect.answer(plan, .endTurn)
    answer.body.removeLast(answer.body.count / 2)
    return answer
  }
}
