/// The opening handshake (RFC 6455 §4), without extensions. SHA-1 comes from the caller, since
/// cryptography is not written by hand here; it only proves that the server understood.
package enum WebSocketHandshake {
  /// Takes bytes, gives the 20 bytes of their SHA-1.
  package typealias SHA1 = (ByteView) -> [UInt8]

  /// What every accept value is made with (RFC 6455 §1.3).
  private static let suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

  /// Whether a request asks to become a WebSocket at all, well-formed or not.
  package static func isAskedFor(by request: HTTPRequestHead) -> Bool {
    request.fields.contains("websocket", in: "Upgrade")
  }

  /// The server's answer to a well-formed request; a subprotocol is chosen by the caller.
  package static func answer(
    to request: HTTPRequestHead, subprotocol: String? = nil, sha1: SHA1
  ) throws(WebSocketHandshakeError) -> HTTPResponseHead {
    let key = try checkedKey(of: request)
    var fields: HTTPFields = [
      "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": accept(key, sha1),
    ]
    if let subprotocol { fields.append("Sec-WebSocket-Protocol", subprotocol) }
    return HTTPResponseHead(status: 101, fields: fields)
  }

  /// A client's request; the 16 bytes of the key come from the caller's chance.
  package static func request(
    target: String, host: String, key: [UInt8], subprotocols: [String] = []
  ) -> HTTPRequestHead {
    precondition(key.count == WebSocketLimits.keyBytes, "a key has 16 bytes")
    var fields: HTTPFields = [
      "Host": host, "Upgrade": "websocket", "Connection": "Upgrade",
      "Sec-WebSocket-Key": Base64.encode(key),
      "Sec-WebSocket-Version": String(WebSocketLimits.version),
    ]
    if !subprotocols.isEmpty {
      fields.append("Sec-WebSocket-Protocol", subprotocols.joined(separator: ", "))
    }
    return HTTPRequestHead(method: "GET", target: target, fields: fields)
  }

  /// Checks that an answer belongs to the request; gives the subprotocol the server has chosen.
  package static func check(
    _ answer: HTTPResponseHead, to request: HTTPRequestHead, sha1: SHA1
  ) throws(WebSocketHandshakeError) -> String? {
    guard answer.status == 101 else { throw .notSwitched(status: answer.status) }
    guard answer.fields.contains("websocket", in: "Upgrade") else { throw .noUpgrade }
    guard answer.fields.contains("upgrade", in: "Connection") else { throw .noConnectionUpgrade }
    let key = request.fields["Sec-WebSocket-Key"] ?? ""
    guard answer.fields.values(of: "Sec-WebSocket-Accept") == [accept(key, sha1)] else {
      throw .wrongAccept
    }
    guard answer.fields["Sec-WebSocket-Extensions"] == nil else { throw .unexpectedExtension }
    let chosen = answer.fields.values(of: "Sec-WebSocket-Protocol")
    guard let first = chosen.first else { return nil }
    // Unlike the tokens above, subprotocols are compared as they are (RFC 6455 §11.5).
    guard chosen.count == 1, request.fields.list("Sec-WebSocket-Protocol").contains(first) else {
      throw .unexpectedSubprotocol(chosen.joined(separator: ", "))
    }
    return first
  }

  /// The key of a request that keeps to RFC 6455 §4.2.1.
  private static func checkedKey(
    of request: HTTPRequestHead
  ) throws(WebSocketHandshakeError) -> String {
    guard isAskedFor(by: request) else { throw .noUpgrade }
    guard request.method == "GET" else { throw .wrongMethod(request.method) }
    guard request.version == .http11 else { throw .wrongHTTPVersion }
    guard request.fields.contains("upgrade", in: "Connection") else { throw .noConnectionUpgrade }
    guard request.fields.values(of: "Sec-WebSocket-Version") == [String(WebSocketLimits.version)]
    else { throw .unsupportedVersion }
    guard hasNoBody(request) else { throw .unexpectedBody }
    let keys = request.fields.values(of: "Sec-WebSocket-Key")
    guard keys.count == 1, Base64.decode(keys[0])?.count == WebSocketLimits.keyBytes else {
      throw .malformedKey
    }
    return keys[0]
  }

  private static func hasNoBody(_ request: HTTPRequestHead) -> Bool {
    switch try? HTTPBodyFraming.ofRequest(request) {
    case .some(.none), .some(.length(0)): true
    default: false
    }
  }

  private static func accept(_ key: String, _ sha1: SHA1) -> String {
    let digest = Array((key + suffix).utf8).withUnsafeBufferPointer { sha1($0) }
    precondition(digest.count == 20, "SHA-1 has 20 bytes")
    return Base64.encode(digest)
  }
}
