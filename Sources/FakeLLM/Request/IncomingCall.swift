import HTTP
import World

/// A call between its arrival and its entry in the books.
struct IncomingCall {
  let exchange: HTTPExchange
  let dialect: any Dialect
  let number: Int
  /// Its number in the journal, if there is one.
  let entry: Int?
  /// The call's own stream of chance, so that no call disturbs another.
  let random: RandomStream
  var identity: CallIdentity
  /// What was asked for, once it has proved to be acceptable.
  var request: GenerationRequest?
  private let started: Instant

  init(_ exchange: HTTPExchange, _ dialect: any Dialect, number: Int, entry: Int?) {
    let world = exchange.connection.world
    self.exchange = exchange
    self.dialect = dialect
    self.number = number
    self.entry = entry
    started = world.now
    random = world.random.child("call").child(number)
    identity = dialect.identity(at: world.wallTime, random: random.child("ids"))
  }

  /// The key whose account pays for it.
  var key: String {
    if let key = request?.apiKey, !key.isEmpty { return key }
    return dialect.account(exchange.head.fields)
  }

  /// What the books know of it by now.
  var opening: CallOpening {
    CallOpening(
      number: number, requestID: exchange.head.fields["x-request-id"],
      model: request?.model ?? "", maxTokens: request?.maxTokens ?? 0,
      inputTokens: request?.inputTokens ?? 0, isStream: request?.isStream ?? false, started: started
    )
  }
}
