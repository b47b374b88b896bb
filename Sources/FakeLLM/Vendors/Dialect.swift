import HTTP
import Wire
import World

/// One vendor's spelling of requests, answers and errors.
protocol Dialect {
  /// The vendor's name, as the journal has it.
  var vendor: String { get }

  /// The key that pays for a request, however it is sent; empty without one.
  func account(_ fields: HTTPFields) -> String

  /// The ids of a new call.
  func identity(at time: WallTime, random: RandomStream) -> CallIdentity

  /// Reads a request, or says in the vendor's words why it is not acceptable.
  func request(
    _ head: HTTPRequestHead, _ body: [UInt8]
  ) throws(ProviderError) -> GenerationRequest

  /// The error that the vendor sends with a status.
  func failure(status: Int) -> ProviderError
  /// The error that stands for a type or code inside a stream, with its status outside of one.
  func failure(kind: String) -> ProviderError
  /// The error for a valid call that a limit keeps out.
  func refusal(_ breach: LimitBreach) -> ProviderError
  /// The 400 of a request that breaks a rule, which the message names.
  func invalid(_ message: String) -> ProviderError

  /// What the ids of tool calls begin with.
  var toolIDPrefix: String { get }

  /// An error as a whole answer.
  func answer(_ error: ProviderError, _ identity: CallIdentity) -> HTTPAnswer
  /// All blocks as one answer; without its usage if the script omits that.
  func answer(_ plan: CallPlan, _ reason: StopReason) -> HTTPAnswer
  /// The blocks as a stream of events.
  func stream(_ plan: CallPlan) -> any StreamFormat
}

extension Dialect {
  /// The key as it is sent.
  func account(_ fields: HTTPFields) -> String {
    Credentials.key(in: fields) ?? ""
  }

  /// OpenAI's prefix, which Zhipu has taken over.
  var toolIDPrefix: String { "call_" }

  /// The error that a behaviour asks for, in the vendor's words where it says nothing.
  func failure(_ reply: ErrorReply) -> ProviderError {
    var error = failure(status: reply.status)
    // A code or type of that very status has a message of its own, and a code its type.
    if let name = reply.code ?? reply.type {
      let named = failure(kind: name)
      if named.status == reply.status {
        error.message = named.message
        if named.code == name { error.kind = named.kind }
      }
    }
    error.kind = reply.type ?? error.kind
    error.code = reply.code ?? error.code
    error.retryAfter = reply.retryAfter
    error.shouldRetry = reply.shouldRetry
    return error
  }
}
