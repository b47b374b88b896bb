import EdgeSim
import Wire
import World

/// Reads `edge`: the proxies before the service, from the outside in.
///
/// Names with `>` between them, one object that changes a profile, or an array of both; "direct"
/// for no proxy at all.
enum EdgeDecoder {
  private static let direct = "direct"

  /// Cloudflare of today without a value.
  static func decode(_ value: SourceValue?) throws(ScenarioError) -> [EdgeProfile] {
    guard let value else { return [.cloudflare2026] }
    let hops = try hops(value)
    guard hops.count <= BenchLimits.hopsMax else {
      throw value.error("has \(hops.count) proxies; allowed: up to \(BenchLimits.hopsMax)")
    }
    return hops
  }

  /// How many proxies the service has to trust, so that it finds the visitor: those behind one that
  /// names the visitor alone, and this one.
  static func trustedHops(_ hops: [EdgeProfile]) -> Int {
    let last = hops.lastIndex { $0.replacesForwardedFor } ?? 0
    return hops.count - last
  }

  private static func hops(_ value: SourceValue) throws(ScenarioError) -> [EdgeProfile] {
    switch value.node.value {
    case .string(direct): return []
    case .string(let text):
      let names = text.split(separator: ">", omittingEmptySubsequences: false).map(trimmed)
      guard !names.contains(direct) else {
        throw value.error("has \"direct\", which is no proxy: leave it out, or the others")
      }
      var hops: [EdgeProfile] = []
      for name in names { hops.append(try named(name, at: value, or: [direct])) }
      return hops
    case .array:
      var hops: [EdgeProfile] = []
      for element in try value.array() { hops.append(try hop(element)) }
      guard !hops.isEmpty else { throw value.error("is empty; write \"direct\" for no proxy") }
      return hops
    default: return [try hop(value)]
    }
  }

  private static func hop(_ value: SourceValue) throws(ScenarioError) -> EdgeProfile {
    guard case .object = value.node.value else {
      return try named(try value.string(), at: value)
    }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let name = try object.value("profile")
      var profile = try named(try name.string(), at: name)
      let plan = try readPlan(&object, into: &profile)
      try readTimes(&object, plan, into: &profile)
      try readSizes(&object, plan, into: &profile)
      try readErrors(&object, into: &profile)
      try readManners(&object, into: &profile)
      try readTunnels(&object, into: &profile)
      try refuseIgnored(object, by: profile)
      return profile
    }
  }

  private static func readManners(
    _ object: inout SourceObject, into profile: inout EdgeProfile
  ) throws(ScenarioError) {
    profile.holdsHead = try object.optionalBool("holdsHead") ?? profile.holdsHead
    profile.asksAgain = try object.optionalBool("asksAgain") ?? profile.asksAgain
    profile.clientAbort = try object.optionalEnumeration("clientAbort") ?? profile.clientAbort
    profile.informationalResetsRead =
      try object.optionalBool("informationalResetsRead") ?? profile.informationalResetsRead
    profile.buffersAnswers = try object.optionalBool("buffers") ?? profile.buffersAnswers
    profile.heedsAccelBuffering =
      try object.optionalBool("heedsAccelBuffering") ?? profile.heedsAccelBuffering
    profile.replacesForwardedFor =
      try object.optionalBool("replacesForwardedFor") ?? profile.replacesForwardedFor
    profile.believesCloudflare =
      try object.optionalBool("believesCloudflare") ?? profile.believesCloudflare
    if let version = object.optionalValue("originVersion") {
      profile.originVersion = try self.version(version)
    }
    if let gzip = object.optionalValue("gzip") { profile.gzipTypes = try gzipTypes(gzip) }
    if var fields = try object.optionalObject("addsFields") {
      for (name, value) in fields.allMembers() {
        profile.addedFields.append(try field(name, value))
      }
    }
  }

  private static func readTunnels(
    _ object: inout SourceObject, into profile: inout EdgeProfile
  ) throws(ScenarioError) {
    profile.tunnels.areAllowed = try object.optionalBool("tunnels") ?? profile.tunnels.areAllowed
    profile.tunnels.restart =
      try object.optionalEnumeration("tunnelRestart") ?? profile.tunnels.restart
    guard let idle = object.optionalValue("tunnelIdle") else { return }
    if case .string("never") = idle.node.value {
      profile.tunnels.idle = .never
    } else {
      profile.tunnels.idle = .drawn(try DistributionDecoder.durations(idle))
    }
  }

  private static func field(
    _ name: String, _ value: SourceValue
  ) throws(ScenarioError) -> HTTPField {
    let field = HTTPField(name: name, value: try value.string())
    // Those of the framing are the hop's own affair.
    let isFraming = ["connection", "content-length", "transfer-encoding"]
      .contains(where: field.isNamed)
    guard field.isSendable, !isFraming else {
      throw value.error("is no field that can be added; write a name such as X-Frame-Options")
    }
    return field
  }

  /// What most files list, and event streams; or the types that are named.
  private static func gzipTypes(_ value: SourceValue) throws(ScenarioError) -> [String] {
    if case .bool = value.node.value {
      let usual = ["text/html", "text/plain", "application/json", "text/event-stream"]
      return try value.bool() ? usual : []
    }
    var types: [String] = []
    for type in try value.array() { types.append(try type.string()) }
    return types
  }

  private static func version(_ value: SourceValue) throws(ScenarioError) -> HTTPVersion {
    switch try value.string() {
    case "1.0": return .http10
    case "1.1": return .http11
    case let text: throw value.error("cannot be \"\(text)\" (allowed: 1.0, 1.1)")
    }
  }

  private static func named(
    _ name: String, at value: SourceValue, or others: [String] = []
  ) throws(ScenarioError) -> EdgeProfile {
    if let profile = EdgeProfile.named(name) { return profile }
    let hint = NearestName.hint(
      for: name, among: EdgeProfile.names + others, listedAs: "allowed")
    throw value.error("cannot be \"\(name)\"\(hint)")
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
