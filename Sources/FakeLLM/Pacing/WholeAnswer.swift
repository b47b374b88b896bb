import HTTP
import Wire
import World

/// Sends an answer in one piece when its generation would have ended, unless the client has gone.
final class WholeAnswer: Generation, @unchecked Sendable {  // Confined to its connection's loop.
  private let exchange: HTTPExchange
  private let plan: CallPlan
  private let dialect: any Dialect
  private let schedule: TokenSchedule
  private var fingerprint = ByteFingerprint()
  private var timer = TimerID.none
  private var continuation: UnsafeContinuation<GenerationResult, Never>?

  init(_ exchange: HTTPExchange, _ plan: CallPlan, _ dialect: any Dialect) {
    self.exchange = exchange
    self.plan = plan
    self.dialect = dialect
    schedule = TokenSchedule(
      first: exchange.connection.world.now + plan.script.firstToken,
      tokensPerSecond: plan.script.tokensPerSecond)
  }

  func run() async -> GenerationResult {
    await withUnsafeContinuation { continuation in
      self.continuation = continuation
      exchange.whenClientGone { [self] in end(.clientGone) }
      guard self.continuation != nil else { return }
      timer = world.at(schedule.end(of: plan.script.tokens)) { [unowned self] in conclude() }
    }
  }

  func stop() {
    end(.failed(.stopped))
  }

  private var world: World { exchange.connection.world }

  // MARK: Ending

  private func conclude() {
    switch plan.script.ending {
    case .complete(let reason):
      exchange.respond(dialect.answer(plan, reason))
      for block in plan.script.blocks where block.channel == .text {
        block.bytes.withUnsafeBufferPointer { fingerprint.add($0) }
      }
    case .early:
      exchange.respond(torn)
    case .errorEvent(let type):
      exchange.respond(dialect.answer(dialect.failure(kind: type), plan.identity))
    case .cut:
      exchange.startStream(status: 200, fields: torn.fields)
      exchange.send(torn.body)
      exchange.connection.finish()
    case .reset:
      exchange.connection.close()
    case .stall:
      return
    }
    end(plan.script.ending.callEnd)
  }

  /// The first half of the answer's JSON, which is no JSON.
  private var torn: HTTPAnswer {
    var answer = dialect.answer(plan, .endTurn)
    answer.body.removeLast(answer.body.count / 2)
    return answer
  }

  private func end(_ end: ProviderCallEnd) {
    guard let waiting = continuation else { return }
    continuation = nil
    world.cancel(timer)
    let tokens = schedule.tokensDue(by: world.now, of: plan.script.tokens)
    waiting.resume(
      returning: GenerationResult(
        end: end, ended: world.now, firstToken: tokens > 0 ? schedule.first : nil,
        tokens: tokens, text: fingerprint))
  }
}
