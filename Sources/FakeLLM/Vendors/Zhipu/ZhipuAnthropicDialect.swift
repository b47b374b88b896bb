import HTTP
import Wire
import World

/// Zhipu's path for clients of Anthropic (`POST /api/anthropic/v1/messages`).
///
/// Requests, answers and streams are Anthropic's; ids and errors are Zhipu's own, without a `type`.
struct ZhipuAnthropicDialect: Dialect {
  /// Reads its requests, also those for other paths.
  let reader: AnthropicRequestReader
  private let anthropic: AnthropicDialect
  private let zhipu: ZhipuDialect

  init(_ configuration: FakeLLMConfiguration) {
    anthropic = AnthropicDialect(configuration)
    zhipu = ZhipuDialect(configuration)
    reader = AnthropicRequestReader(
      models: anthropic.reader.models, apiKeys: configuration.apiKeys, needsVersion: false)
  }

  func account(_ fields: HTTPFields) -> String {
    zhipu.account(fields)
  }

  func identity(at time: WallTime, random: RandomStream) -> CallIdentity {
    var identity = zhipu.identity(at: time, random: random)
    identity.messageID = "msg_" + identity.requestID
    return identity
  }

  func request(
    _ head: HTTPRequestHead, _ body: [UInt8]
  ) throws(ProviderError) -> GenerationRequest {
    var request = try reader.read(head, body)
    request.apiKey = account(head.fields)
    return request
  }

  func failure(status: Int) -> ProviderError {
    zhipu.failure(status: status)
  }

  func failure(kind: String) -> ProviderError {
    zhipu.failure(kind: kind)
  }

  func invalid(_ message: String) -> ProviderError {
    zhipu.invalid(message)
  }

  func answer(_ error: ProviderError, _ identity: CallIdentity) -> HTTPAnswer {
    zhipu.answer(Self.inOwnWords(error), identity)
  }

  func answer(_ plan: CallPlan, _ reason: StopReason) -> HTTPAnswer {
    anthropic.answer(plan, reason)
  }

  func stream(_ plan: CallPlan) -> any StreamFormat {
    AnthropicStream(plan) { ZhipuErrors.body(ZhipuErrors.failure(kind: $0), $1) }
  }

  /// What Anthropic's reader complains about, with the code that Zhipu has for it.
  private static func inOwnWords(_ error: ProviderError) -> ProviderError {
    guard AnthropicErrors.table.row(kind: error.kind) != nil else { return error }
    switch error.status {
    case 400: return ZhipuErrors.failure("1210", error.message)
    case 404 where error.message.hasPrefix("model: "): return ZhipuErrors.failure(kind: "1211")
    default: return ZhipuErrors.failure(status: error.status)
    }
  }
}
