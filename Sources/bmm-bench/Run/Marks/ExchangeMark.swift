import EdgeSim
import World

/// Why an exchange of a proxy ended, as a mark.
enum ExchangeMark: UInt8, Mark {
  case passed, replaced, refused, connectTimeout, unreachable, unresolved, exhausted
  case closedBeforeHead, malformed, readTimeout, writeTimeout, idleCut, originCut, clientGone
  case clientStalled, bodyTooLong, headTooLong, rateLimited, loop, requestRefused, stopped

  static let family = MarkFamily.exchange

  init(_ cause: EdgeCause) {
    self =
      switch cause {
      case .passed: .passed
      case .replaced: .replaced
      case .refused: .refused
      case .connectTimeout: .connectTimeout
      case .unreachable: .unreachable
      case .unresolved: .unresolved
      case .exhausted: .exhausted
      case .closedBeforeHead: .closedBeforeHead
      case .malformed: .malformed
      case .readTimeout: .readTimeout
      case .writeTimeout: .writeTimeout
      case .idleCut: .idleCut
      case .originCut: .originCut
      case .clientGone: .clientGone
      case .clientStalled: .clientStalled
      case .bodyTooLong: .bodyTooLong
      case .headTooLong: .headTooLong
      case .rateLimited: .rateLimited
      case .loop: .loop
      case .requestRefused, .lineRefused, .requestStalled: .requestRefused
      case .stopped: .stopped
      }
  }
}
