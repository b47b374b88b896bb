import World

/// A time in which a link cannot be connected to.
package struct LinkOutage: Sendable, Equatable {
  /// What those who try are told.
  package enum Kind: String, CaseIterable, Sendable {
    /// Nobody listens; connections that were open have been reset.
    case refused
    /// Nothing; open connections go on. Simulation only, like those below.
    case silent
    /// That no way leads there.
    case unroutable
    /// That the name has no address.
    case unresolved
  }

  /// What those who try are told.
  package var kind: Kind
  /// When.
  package var window: LinkWindow

  /// An outage of that kind and time.
  package init(_ kind: Kind, _ window: LinkWindow = LinkWindow()) {
    self.kind = kind
    self.window = window
  }

  /// The same as the network sees it; nil where it is the listener that is not there.
  var absence: Absence? {
    switch kind {
    case .refused: nil
    case .silent: .silent
    case .unroutable: .unroutable
    case .unresolved: .unresolved
    }
  }
}
