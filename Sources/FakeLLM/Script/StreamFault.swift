/// Something wrong in the middle of a stream that goes on behind it.
package enum StreamFault: Sendable, Equatable, CaseIterable {
  /// The event before it once more.
  case duplicateDelta
  /// An event of a name that no client knows.
  case unknownEvent
  /// An event whose data is half a JSON text.
  case brokenJSON
  /// Bytes that are no event.
  case garbage
}
