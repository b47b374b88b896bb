/// Why a connection was closed (RFC 6455 §7.4 and IANA's registry of WebSocket close codes).
package struct WebSocketCloseCode: Sendable, Equatable {
  /// The number of the code.
  package let value: UInt16

  /// The purpose of the connection is fulfilled.
  package static let normal = WebSocketCloseCode(known: 1000)
  /// A server that goes down, or a page that was left.
  package static let goingAway = WebSocketCloseCode(known: 1001)
  /// A frame that breaks the protocol.
  package static let protocolError = WebSocketCloseCode(known: 1002)
  /// A kind of message that cannot be accepted.
  package static let unsupportedData = WebSocketCloseCode(known: 1003)
  /// A text that is not UTF-8.
  package static let invalidPayload = WebSocketCloseCode(known: 1007)
  /// A message that breaks a rule no other code is for.
  package static let policyViolation = WebSocketCloseCode(known: 1008)
  /// A message too big to process.
  package static let messageTooBig = WebSocketCloseCode(known: 1009)
  /// A mistake inside the server.
  package static let internalError = WebSocketCloseCode(known: 1011)
  /// A server that restarts.
  package static let serviceRestart = WebSocketCloseCode(known: 1012)
  /// A server with too much to do.
  package static let tryAgainLater = WebSocketCloseCode(known: 1013)
  /// A gateway whose upstream gave a wrong answer.
  package static let badGateway = WebSocketCloseCode(known: 1014)

  /// Never on the wire: what is reported for a close frame without a code.
  package static let noStatus = WebSocketCloseCode(known: 1005)
  /// Never on the wire: what is reported for a connection that ended without a close frame.
  package static let abnormal = WebSocketCloseCode(known: 1006)

  /// Makes a code that may stand in a frame, or nil for a number that may not.
  package init?(_ value: UInt16) {
    guard Self.isOnWire(value) else { return nil }
    self.value = value
  }

  private init(known value: UInt16) { self.value = value }

  /// Whether the code may stand in a frame.
  package var isOnWire: Bool { Self.isOnWire(value) }

  private static func isOnWire(_ value: UInt16) -> Bool {
    switch value {
    case 1004, 1005, 1006: false  // Reserved, and the two that are only reported.
    case 1000...1014, 3000...4999: true  // Assigned; libraries', then applications' own.
    default: false
    }
  }
}
