import EdgeSim
import HTTP
import World

/// The times, sizes and errors of a proxy. Without a plan they can be anything, as what if asks;
/// with one, they can be what a zone on that plan can have.
extension EdgeDecoder {
  /// The plan of a Cloudflare zone, with its limits.
  static func readPlan(
    _ object: inout SourceObject, into profile: inout EdgeProfile
  ) throws(ScenarioError) -> EdgePlan? {
    guard let value = object.optionalValue("plan") else { return nil }
    guard profile.hasPlans else {
      throw value.error("is for Cloudflare's profiles; \(profile.name) has no plans")
    }
    let plan: EdgePlan = try value.enumeration()
    profile.bodyBytesLimit = plan.bodyBytes
    return plan
  }

  static func readTimes(
    _ object: inout SourceObject, _ plan: EdgePlan?, into profile: inout EdgeProfile
  ) throws(ScenarioError) {
    if let value = object.optionalValue("readTimeout") {
      let timeout = try value.duration()
      if let plan { try check(timeout, on: plan, at: value) }
      profile.readTimeout = timeout
    }
    profile.readJitter = try object.optionalDuration("readJitter") ?? profile.readJitter
    profile.connectTimeout =
      try object.optionalDuration("connectTimeout") ?? profile.connectTimeout
    profile.writeTimeout = try object.optionalDuration("writeTimeout") ?? profile.writeTimeout
    if let timeout = try object.optionalDuration("requestTimeout") {
      profile.patience = HTTPPatience(head: timeout, body: timeout)
    }
    profile.clientStall = try object.optionalDuration("clientStall") ?? profile.clientStall
    profile.originIdle = try object.optionalDuration("originIdle") ?? profile.originIdle
  }

  static func readSizes(
    _ object: inout SourceObject, _ plan: EdgePlan?, into profile: inout EdgeProfile
  ) throws(ScenarioError) {
    profile.slurpBytes =
      try object.optionalBytes("slurp", in: 0...BenchLimits.slurpBytesMax) ?? profile.slurpBytes
    guard let value = object.optionalValue("bodyLimit") else { return }
    profile.bodyBytesLimit = try value.bytes(in: 1...Int.max)
    guard let plan, profile.bodyBytesLimit > plan.bodyBytesMax else { return }
    throw value.error(
      "is more than the plan \(plan.rawValue) allows: \(plan.bodyBytesMax) bytes; leave the plan "
        + "out to try what could be")
  }

  static func readErrors(
    _ object: inout SourceObject, into profile: inout EdgeProfile
  ) throws(ScenarioError) {
    profile.errorBody = try object.optionalEnumeration("errorBody") ?? profile.errorBody
    if let statuses = try object.optionalArray("replacesOriginErrors") {
      profile.replacesOriginErrors = []
      for status in statuses {
        profile.replacesOriginErrors.append(try status.int(in: 400...599))
      }
    }
    guard var limit = try object.optionalObject("rateLimit") else { return }
    profile.rateLimit = EdgeRateLimit(
      requests: try limit.int("requests", in: 1...Int.max), per: try limit.duration("per"))
    try limit.finish()
  }

  private static func check(
    _ timeout: Duration, on plan: EdgePlan, at value: SourceValue
  ) throws(ScenarioError) {
    guard let most = plan.readTimeoutMax else {
      throw value.error(
        "cannot be set on the plan \(plan.rawValue), only on enterprise; leave the plan out to "
          + "try what could be")
    }
    guard timeout > most else { return }
    throw value.error(
      "is \(DurationText.write(timeout)); an enterprise can set up to "
        + "\(DurationText.write(most)); leave the plan out to try what could be")
  }
}
