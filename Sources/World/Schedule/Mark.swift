/// A branch of the code that exploration should reach: an enum of them is one module's table.
///
/// The raw value is the mark's bit in its family, and so below 64.
package protocol Mark: CaseIterable, RawRepresentable<UInt8>, Sendable {
  /// Whose marks these are.
  static var family: MarkFamily { get }
}

/// Whose marks a set holds: each family has room for 64 of them.
package enum MarkFamily: Int, CaseIterable, Sendable {
  /// What the simulated machine did to the run.
  case world
  /// What links with faults did.
  case link
  /// Branches of the proxies.
  case edge
  /// Branches of the service.
  case service
  /// Branches of the provider.
  case llm
  /// What users did.
  case user
  /// How requests ended, as their users saw it.
  case outcome
  /// Why exchanges of the proxies ended.
  case exchange
  /// How the service logged previews.
  case line
  /// How the provider's calls ended.
  case call
}
