import Wire
import World

/// The header fields of OpenAI's answers.
enum OpenAIFields {
  /// The fields that every answer has, errors included.
  static func all(_ identity: CallIdentity, contentType: String) -> HTTPFields {
    var fields: HTTPFields = [
      "content-type": contentType, "x-request-id": identity.requestID,
      "openai-version": "2020-10-01", "openai-organization": "org-fake",
    ]
    guard let limits = identity.limits else { return fields }
    for (name, allowance) in [("requests", limits.requests), ("tokens", limits.tokens)] {
      guard let allowance else { continue }
      fields.append("x-ratelimit-limit-\(name)", String(allowance.limit))
      fields.append("x-ratelimit-remaining-\(name)", String(allowance.remaining))
      fields.append("x-ratelimit-reset-\(name)", spelled(allowance.full))
    }
    return fields
  }

  /// A duration as in `120ms`, `7.5s` and `6m0s`.
  static func spelled(_ duration: Duration) -> String {
    let milliseconds = Int((duration.seconds * 1000).rounded(.up))
    if milliseconds < 1000 { return "\(milliseconds)ms" }
    let (minutes, rest) = milliseconds.quotientAndRemainder(dividingBy: 60_000)
    let fraction = String(rest % 1000 + 1000).dropFirst()
    let seconds = rest % 1000 == 0 ? "\(rest / 1000)s" : "\(rest / 1000).\(fraction)s"
    return minutes == 0 ? seconds : "\(minutes)m\(seconds)"
  }
}
