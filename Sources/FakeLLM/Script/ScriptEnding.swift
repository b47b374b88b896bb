/// What happens once all of a script's tokens were generated.
enum ScriptEnding: Sendable, Equatable {
  /// The message ends as it should.
  case complete(StopReason)
  /// It does not.
  case broken(Breakdown.Kind)

  /// How a call ends that got to this ending; a stall ends only with its client.
  var callEnd: ProviderCallEnd {
    switch self {
    case .complete(let reason): .complete(reason)
    case .broken(.reset): .failed(.reset)
    case .broken(.cut): .failed(.cut)
    case .broken(.end): .failed(.endedEarly)
    case .broken(.garbage): .failed(.garbage)
    case .broken(.errorEvent(let type)): .failed(.errorEvent(type))
    case .broken(.stall): .clientGone
    }
  }
}
