import World

/// What happens once all of a script's tokens were generated.
enum ScriptEnding: Sendable, Equatable {
  /// The message ends as it should.
  case complete(StopReason)
  /// TCP reset.
  case reset
  /// The connection finishes inside the body.
  case cut
  /// The body ends without the end of the message.
  case early
  /// An error event of that type, then the end of the body.
  case errorEvent(type: String)
  /// Nothing until the client goes, but for pings.
  case stall(pingEvery: Duration?)
}

extension ScriptEnding {
  /// How a call ends that got to this ending; a stall ends only with its client.
  var callEnd: ProviderCallEnd {
    switch self {
    case .complete(let reason): .complete(reason)
    case .reset: .failed(.reset)
    case .cut: .failed(.cut)
    case .early: .failed(.endedEarly)
    case .errorEvent(let type): .failed(.errorEvent(type))
    case .stall: .clientGone
    }
  }
}
