import EdgeSim
import World

/// Reads `edge`: a profile's name, or an object that changes one; "direct" for no edge at all.
enum EdgeDecoder {
  /// Cloudflare of today without a value.
  static func decode(_ value: SourceValue?) throws(ScenarioError) -> EdgeProfile? {
    guard let value else { return .cloudflare2026 }
    guard case .object = value.node.value else { return try named(value, or: "direct") }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      guard var profile = try named(try object.value("profile"), or: nil) else { return nil }
      profile.readTimeout = try object.optionalDuration("readTimeout") ?? profile.readTimeout
      profile.readJitter = try object.optionalDuration("readJitter") ?? profile.readJitter
      profile.connectTimeout =
        try object.optionalDuration("connectTimeout") ?? profile.connectTimeout
      profile.originIdle = try object.optionalDuration("originIdle") ?? profile.originIdle
      profile.holdsHead = try object.optionalBool("holdsHead") ?? profile.holdsHead
      if let statuses = try object.optionalArray("replacesOriginErrors") {
        profile.replacesOriginErrors = []
        for status in statuses {
          profile.replacesOriginErrors.append(try status.int(in: 400...599))
        }
      }
      profile.clientAbort = try object.optionalEnumeration("clientAbort") ?? profile.clientAbort
      return profile
    }
  }

  private static func named(
    _ value: SourceValue, or none: String?
  ) throws(ScenarioError) -> EdgeProfile? {
    let name = try value.string()
    if name == none { return nil }
    if let profile = EdgeProfile.named(name) { return profile }
    let names = EdgeProfile.names + [none].compactMap(\.self)
    throw value.error(
      "cannot be \"\(name)\"\(NearestName.hint(for: name, among: names, listedAs: "allowed"))")
  }
}
