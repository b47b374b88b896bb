/// What a close frame says.
package struct WebSocketClose: Sendable, Equatable {
  /// The code, or nil for a frame without payload.
  package let code: WebSocketCloseCode?
  /// Text for logs, not for users; empty without a code.
  package let reason: String

  /// A frame without payload, which readers report as a close without status.
  package static let withoutCode = WebSocketClose()

  /// Makes a close with a code that may stand in a frame and a reason of at most 123 bytes.
  package init(_ code: WebSocketCloseCode, reason: String = "") {
    precondition(code.isOnWire, "1005 and 1006 are only reported, never sent")
    precondition(
      reason.utf8.count <= WebSocketLimits.reasonBytes, "a reason has at most 123 bytes")
    self.code = code
    self.reason = reason
  }

  private init() {
    code = nil
    reason = ""
  }

  /// Reads the payload of a close frame.
  init(_ payload: ByteView) throws(WebSocketParsingError) {
    if payload.isEmpty {
      self.init()
      return
    }
    guard payload.count >= 2 else { throw .closeOfOneByte }
    let number = UInt16(payload[0]) << 8 | UInt16(payload[1])
    guard let code = WebSocketCloseCode(number) else { throw .invalidCloseCode(number) }
    let reason = payload.part(2..<payload.count)
    var check = UTF8Check()
    let wrong = check.firstWrong(in: reason) ?? (check.isComplete ? nil : reason.count)
    if let wrong { throw .invalidText(offset: wrong) }
    self.init(code, reason: reason.text)
  }

  /// The payload of the frame.
  var payload: [UInt8] {
    guard let code else { return [] }
    return [UInt8(code.value >> 8), UInt8(code.value & 0xFF)] + Array(reason.utf8)
  }
}
