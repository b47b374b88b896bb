import Wire

/// The profile of an exchange by reference: it has many parts, and each request would copy them.
final class EdgeRules: Sendable {
  let profile: EdgeProfile
  /// The limits of the origin's answers.
  let answerLimits: HTTPLimits

  init(_ profile: EdgeProfile) {
    self.profile = profile
    answerLimits = EdgeLimits.response(profile)
  }
}
