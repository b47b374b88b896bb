/// What a user pays for; decides the model and its limits.
package enum Plan: String, Sendable, CaseIterable {
  /// Free.
  case hobby
  /// One developer.
  case pro
  /// A few developers.
  case team
  /// A company.
  case enterprise
}
