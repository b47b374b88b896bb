/// Rules of a hop for some paths, as nginx's `location` has them.
package struct EdgeLocation: Sendable, Equatable {
  /// Which paths it is for.
  package enum Pattern: Sendable, Equatable {
    /// This path only.
    case exact(String)
    /// All paths that begin so.
    case prefix(String)
  }

  /// Which paths it is for.
  package var pattern: Pattern
  /// The read timeout there, or nil for the profile's own.
  package var readTimeout: Duration?
  /// Whether answers are buffered there, or nil for the profile's own rule.
  package var buffers: Bool?
  /// The status that everything there is answered with (nginx's return), or nil to ask the origin.
  package var answers: Int?

  /// Rules for some paths.
  package init(
    _ pattern: Pattern, readTimeout: Duration? = nil, buffers: Bool? = nil, answers: Int? = nil
  ) {
    self.pattern = pattern
    self.readTimeout = readTimeout
    self.buffers = buffers
    self.answers = answers
  }

  /// How well a path fits: the longest pattern wins, and an exact one beats every prefix; nil if it
  /// does not.
  func fit(_ path: String) -> Int? {
    switch pattern {
    case .exact(let wanted): path == wanted ? Int.max : nil
    case .prefix(let start): path.hasPrefix(start) ? start.utf8.count : nil
    }
  }
}

extension EdgeProfile {
  /// The profile with the rules of the location that fits a path best.
  func rules(for path: String) -> EdgeProfile {
    guard !locations.isEmpty else { return self }
    var best: (fit: Int, location: EdgeLocation)?
    for location in locations {
      guard let fit = location.fit(path), fit > best?.fit ?? -1 else { continue }
      best = (fit, location)
    }
    guard let location = best?.location else { return self }
    var rules = self
    rules.readTimeout = location.readTimeout ?? readTimeout
    rules.buffersAnswers = location.buffers ?? buffersAnswers
    rules.answers = location.answers ?? answers
    return rules
  }
}
