import World

/// What a hop does with requests to become a WebSocket, and with the tunnels that come of them.
package struct EdgeTunnels: Sendable, Equatable {
  /// How long a tunnel may be silent in both directions.
  package enum Idle: Sendable, Equatable {
    /// As long as an answer may (nginx: proxy_read_timeout).
    case asAnswers
    /// A time in seconds that is drawn once per tunnel.
    case drawn(Distribution)
    /// As long as it likes.
    case never
  }

  /// How a tunnel ends when the hop is restarted.
  package enum Restart: String, Sendable, Equatable, CaseIterable {
    /// With its connection: a browser reports 1006.
    case end
    /// With a close frame of code 1001, if no message is under way.
    case closeFrame
  }

  /// Whether an upgrade is passed on at all; without a rule for it nginx strips the wish.
  package var areAllowed: Bool
  /// How long a tunnel may be silent.
  package var idle: Idle
  /// How a tunnel ends with its hop.
  package var restart = Restart.end

  /// Rules for tunnels.
  package init(areAllowed: Bool, idle: Idle) {
    self.areAllowed = areAllowed
    self.idle = idle
  }

  /// Cloudflare closes silent tunnels and names no time; 100 s were reported from 2016 to 2026.
  static let cloudflare = EdgeTunnels(
    areAllowed: true, idle: .drawn(.constant(EdgeLimits.tunnelIdleSeconds)))
  /// What a bare `proxy_pass` makes of them: nothing.
  static let none = EdgeTunnels(areAllowed: false, idle: .asAnswers)
}
