/// Limits for JSON texts; their length is limited by the body that carries them.
package enum JSONLimits {
  /// Objects and arrays inside each other; reading nests calls, so it must end somewhere.
  package static let depth = 64
}
