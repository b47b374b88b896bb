/// Why a handshake came to nothing.
package enum WebSocketHandshakeError: Error, Sendable, Equatable {
  /// A method other than GET.
  case wrongMethod(String)
  /// Version 1.0, which cannot upgrade.
  case wrongHTTPVersion
  /// The Upgrade field does not name websocket.
  case noUpgrade
  /// The Connection field does not name upgrade.
  case noConnectionUpgrade
  /// No key, several, or one that is not 16 bytes in base64.
  case malformedKey
  /// No version, or another than 13; the answer says which one we speak.
  case unsupportedVersion
  /// A body, whose bytes could be taken for frames.
  case unexpectedBody
  /// The server answered something else than 101.
  case notSwitched(status: Int)
  /// The server's answer does not belong to our key: it did not understand, or a cache spoke.
  case wrongAccept
  /// The server switched on an extension, and we offered none.
  case unexpectedExtension
  /// The server chose a subprotocol that we did not offer.
  case unexpectedSubprotocol(String)
}

extension WebSocketHandshakeError {
  /// The status a server refuses a request with; for an answer it is the status of a proxy's.
  package var status: Int {
    switch self {
    case .wrongMethod: 405
    case .noUpgrade, .unsupportedVersion: 426
    case .wrongHTTPVersion: 505
    case .noConnectionUpgrade, .malformedKey, .unexpectedBody: 400
    case .notSwitched, .wrongAccept, .unexpectedExtension, .unexpectedSubprotocol: 502
    }
  }

  /// The fields a refusal must have beside its status (RFC 6455 §4.4, RFC 9110 §15.5.6, §15.5.22).
  package var fields: HTTPFields {
    switch status {
    case 405: ["Allow": "GET"]
    case 426:
      [
        "Upgrade": "websocket", "Connection": "Upgrade",
        "Sec-WebSocket-Version": String(WebSocketLimits.version),
      ]
    default: [:]
    }
  }
}

extension WebSocketHandshakeError: CustomStringConvertible {
  /// What was wrong, with its numbers, and what to do.
  package var description: String {
    switch self {
    case .wrongMethod(let method): "method \(method); ask with GET"
    case .wrongHTTPVersion: "HTTP/1.0; ask with HTTP/1.1"
    case .noUpgrade: "no upgrade to websocket; send Upgrade: websocket"
    case .noConnectionUpgrade: "Connection does not say upgrade; send Connection: Upgrade"
    case .malformedKey:
      "bad Sec-WebSocket-Key; send one of \(WebSocketLimits.keyBytes) bytes in base64"
    case .unsupportedVersion: "unknown WebSocket version; send \(WebSocketLimits.version)"
    case .unexpectedBody: "handshake with a body; send none"
    case .notSwitched(let status): "status \(status) instead of 101; look at the answer's body"
    case .wrongAccept: "Sec-WebSocket-Accept does not belong to the key; look for a cache between"
    case .unexpectedExtension: "an extension was switched on; none was offered"
    case .unexpectedSubprotocol(let name): "subprotocol \(name) was chosen; it was not offered"
    }
  }
}
