import Wire
import World

/// The header fields of Anthropic's answers.
enum AnthropicFields {
  /// The fields that every answer has, errors included.
  static func all(_ identity: CallIdentity, contentType: String) -> HTTPFields {
    var fields: HTTPFields = [
      "content-type": contentType, "request-id": identity.requestID,
      "anthropic-organization-id": organization, "anthropic-workspace-id": workspace,
    ]
    guard let limits = identity.limits else { return fields }
    add(limits.requests, "requests", roundedTo: 1, identity.created, to: &fields)
    // The real one tells remaining tokens in thousands.
    add(limits.tokens, "tokens", roundedTo: 1000, identity.created, to: &fields)
    add(limits.inputTokens, "input-tokens", roundedTo: 1000, identity.created, to: &fields)
    add(limits.outputTokens, "output-tokens", roundedTo: 1000, identity.created, to: &fields)
    return fields
  }

  /// The one organization that all keys of the fake belong to.
  private static let organization = "00000000-0000-4000-8000-000000000001"
  /// Its one workspace.
  private static let workspace = "wrkspc_01000000000000000000000001"

  private static func add(
    _ allowance: RateLimitState.Allowance?, _ name: String, roundedTo unit: Int,
    _ now: WallTime, to fields: inout HTTPFields
  ) {
    guard let allowance else { return }
    let prefix = "anthropic-ratelimit-\(name)-"
    let rounded = (allowance.remaining + unit / 2) / unit * unit
    let remaining = min(rounded, allowance.limit)
    fields.append(prefix + "limit", String(allowance.limit))
    fields.append(prefix + "remaining", String(remaining))
    fields.append(prefix + "reset", (now + allowance.full).rfc3339)
  }
}
