import Wire
import World

/// The profile of an exchange by reference: it has many parts, and each request would copy them.
final class EdgeRules: Sendable {
  let profile: EdgeProfile
  /// The limits of the origin's answers.
  let answerLimits: HTTPLimits
  /// The most by which a read timeout is late, in seconds, as chance is drawn.
  let readJitter: Double
  /// How long a tunnel may be silent; nil if that has to be drawn.
  let tunnelIdle: Duration?

  init(_ profile: EdgeProfile) {
    self.profile = profile
    answerLimits = EdgeLimits.response(profile)
    readJitter = profile.readJitter.seconds
    switch profile.tunnels.idle {
    case .asAnswers: tunnelIdle = profile.readTimeout
    case .drawn(.constant(let seconds)):
      var none = RandomStream(seed: 0)
      tunnelIdle = Distribution.constant(seconds).duration(from: &none)
    case .drawn: tunnelIdle = nil
    case .never: tunnelIdle = EdgeLimits.noTimeout
    }
  }
}
