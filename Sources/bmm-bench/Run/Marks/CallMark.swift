import FakeLLM
import World

/// How a call of the provider ended, as a mark.
enum CallMark: UInt8, Mark {
  case endTurn, maxTokens, stopSequence, toolUse, pauseTurn, refusal, windowFull, otherStop
  case played, requestRefused, clientGone
  case errorStatus, reset, cut, endedEarly, garbage, errorEvent, stopped

  static let family = MarkFamily.call

  init(_ end: ProviderCallEnd) {
    self =
      switch end {
      case .complete(let reason): CallMark(reason)
      case .played: .played
      case .refusedRequest: .requestRefused
      case .clientGone: .clientGone
      case .failed(let failure): CallMark(failure)
      }
  }

  private init(_ reason: StopReason) {
    self =
      switch reason {
      case .endTurn: .endTurn
      case .maxTokens: .maxTokens
      case .stopSequence: .stopSequence
      case .toolUse: .toolUse
      case .pauseTurn: .pauseTurn
      case .refusal: .refusal
      case .contextWindowExceeded: .windowFull
      case .verbatim: .otherStop
      }
  }

  private init(_ failure: ProviderFailure) {
    self =
      switch failure {
      case .status: .errorStatus
      case .reset: .reset
      case .cut: .cut
      case .endedEarly: .endedEarly
      case .garbage: .garbage
      case .errorEvent: .errorEvent
      case .stopped: .stopped
      }
  }
}
