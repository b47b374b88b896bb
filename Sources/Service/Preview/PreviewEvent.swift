/// The events of a stream of the service, by their names on the wire.
package enum PreviewEvent: String, CaseIterable, Sendable {
  /// A part of the draft.
  case text
  /// The end: a whole specification.
  case spec
  /// The end: why there is none.
  case error
}
