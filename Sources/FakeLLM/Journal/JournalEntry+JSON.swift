import Wire
import World

extension JournalEntry {
  /// The entry as the control API shows it; a request under way has no `ended_ms`.
  var json: JSONValue {
    .object(incoming + outgoing)
  }

  private var incoming: [JSONMember] {
    let headers = fields.map { JSONMember(key: $0.name, value: .string($0.value)) }
    return [
      member("number", .integer(Int64(number))), member("time", .string(received.rfc3339)),
      member("method", .string(method)), member("path", .string(target)),
      member("vendor", text(vendor)), member("key", text(key)),
      member("headers", .object(headers)),
      member("body", .string(String(decoding: body, as: UTF8.self))),
      member("bytes_in", .integer(Int64(bytesIn))), member("script_id", text(scriptID)),
      member("model", text(model)),
      member("stream", isStream.map(JSONValue.bool) ?? .null),
      member("input_tokens", number(inputTokens)),
    ]
  }

  private var outgoing: [JSONMember] {
    [
      member("request_id", text(requestID)), member("status", number(status)),
      member("bytes_out", .integer(Int64(bytesOut))),
      member("output_tokens", number(call?.outputTokens)),
      member("first_token_ms", milliseconds(call?.firstToken)),
      member("ended_ms", milliseconds(ended)), member("end", .string(end)),
      member("detail", text(detail)), member("client_left", .bool(clientLeft)),
    ]
  }

  /// How it ended, in one word.
  private var end: String {
    if problem != nil { return "unreadable" }
    guard ended != nil else { return "running" }
    return switch call?.end {
    case .complete, .played: "complete"
    case .refusedRequest: "refused"
    case .clientGone: "client_gone"
    case .failed(.stopped): "stopped"
    case .failed: "failed"
    case nil: "answered"
    }
  }

  /// What else there is to say about the end.
  private var detail: String? {
    if let problem { return problem }
    return switch call?.end {
    case .complete(let reason): reason.anthropicName
    case .failed(let failure): Self.word(failure)
    default: nil
    }
  }

  private static func word(_ failure: ProviderFailure) -> String {
    switch failure {
    case .status: "status"
    case .reset: "reset"
    case .cut: "cut"
    case .endedEarly: "ended_early"
    case .garbage: "garbage"
    case .errorEvent(let type): type
    case .stopped: "stopped"
    }
  }

  private func member(_ key: String, _ value: JSONValue) -> JSONMember {
    JSONMember(key: key, value: value)
  }

  private func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  private func number(_ number: Int?) -> JSONValue {
    number.map { .integer(Int64($0)) } ?? .null
  }

  /// Scenario time since the request came, to the microsecond.
  private func milliseconds(_ instant: Instant?) -> JSONValue {
    guard let instant else { return .null }
    return .number(Double((instant - started).nanoseconds / 1000) / 1000)
  }
}
