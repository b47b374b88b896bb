/// The profile of an exchange by reference: it has many parts, and each request would copy them.
final class EdgeRules: Sendable {
  let profile: EdgeProfile

  init(_ profile: EdgeProfile) {
    self.profile = profile
  }
}
