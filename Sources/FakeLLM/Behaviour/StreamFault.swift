/// Something wrong in the middle of a stream that goes on behind it.
package enum StreamFault: String, Sendable, CaseIterable {
  /// The last event with content once more.
  case duplicateDelta
  /// An event of a name that no client knows.
  case unknownEvent
  /// The last event with content once more, without the end of its JSON.
  case brokenJSON
  /// Bytes that are no event and no UTF-8.
  case garbage
}

/// A fault and where it happens; whole answers have none.
package struct PlacedFault: Sendable, Equatable {
  /// What goes wrong.
  package var fault: StreamFault
  /// Behind how many tokens; an answer that ends earlier has it at its end.
  package var tokens: Int

  /// A fault behind so many tokens.
  package init(_ fault: StreamFault, after tokens: Int) {
    self.fault = fault
    self.tokens = tokens
  }
}
