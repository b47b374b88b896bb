/// What a side knows when its connection has ended: the close event of browsers.
package struct WebSocketEnding: Sendable, Equatable {
  /// The code the peer sent; 1005 when it sent none, 1006 when it did not say close at all.
  package let code: WebSocketCloseCode
  /// The peer's reason; empty without one.
  package let reason: String
  /// Whether both sides had said close before the connection ended (RFC 6455 §7.1.4).
  package let isClean: Bool

  /// Makes an ending.
  package init(code: WebSocketCloseCode, reason: String, isClean: Bool) {
    self.code = code
    self.reason = reason
    self.isClean = isClean
  }
}
