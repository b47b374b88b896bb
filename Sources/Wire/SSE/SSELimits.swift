/// The standard sets no limits for event streams; a reader needs one.
package enum SSELimits {
  /// The bytes of one event before it is refused: several times the longest answer of a provider.
  package static let eventBytes = 1024 * 1024
}
