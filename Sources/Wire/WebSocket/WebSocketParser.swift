/// Reads one direction of a WebSocket connection (RFC 6455 §5, no extensions), wherever its bytes
/// are cut.
///
/// A payload without a mask that lies in one view is handed out in place, all else through buffers
/// that keep their capacity. Errors come at the first byte that shows them, also inside a text.
package struct WebSocketParser: Sendable {
  private let limit: Int
  private var scan: WebSocketHeaderScan
  /// The frame whose payload is being read.
  private var frame: WebSocketFrameHeader?
  private var payloadCount = 0
  /// What the message being read is; its first frame says so.
  private var messageKind: WebSocketOpcode?
  private var message: [UInt8] = []
  private var control: [UInt8] = []
  private var text = UTF8Check()

  /// Whether the peer's close frame has come.
  package private(set) var hasClosed = false

  /// Makes a parser for what the peer of this role sends, with a limit in bytes for one message.
  package init(_ role: WebSocketRole, limit: Int = WebSocketLimits.messageBytes) {
    precondition(limit > 0, "the limit must leave room for a message")
    self.limit = limit
    scan = WebSocketHeaderScan(reader: role)
  }

  /// Whether a frame may stand here: no message and no frame has begun, and no end was announced.
  package var isBetweenMessages: Bool {
    messageKind == nil && frame == nil && !scan.hasBegun && !hasClosed
  }

  /// Hands out whatever ends in these bytes; after an error the connection is to be failed.
  package mutating func feed(
    _ view: ByteView, onEvent: (WebSocketEvent) -> Void
  ) throws(WebSocketParsingError) {
    var offset = 0
    while !hasClosed {
      if let frame {
        let end = min(view.count, offset + frame.length - payloadCount)
        try take(view.part(offset..<end), of: frame, onEvent)
        offset = end
        if self.frame != nil { return }
      } else {
        guard offset < view.count else { return }
        let isInMessage = messageKind != nil
        let header = try scan.step(over: view[offset], isInMessage: isInMessage)
        offset += 1
        if let header { try begin(header) }
      }
    }
  }

  private mutating func begin(_ header: WebSocketFrameHeader) throws(WebSocketParsingError) {
    frame = header
    payloadCount = 0
    if header.opcode.isControl { return }
    if header.length > limit - message.count {
      let (sum, overflows) = message.count.addingReportingOverflow(header.length)
      throw .messageTooLong(byteCount: overflows ? .max : sum, limit: limit)
    }
    if header.opcode != .continuation { messageKind = header.opcode }
  }

  /// Takes more of a frame's payload, perhaps nothing, and ends the frame when that was all.
  private mutating func take(
    _ piece: ByteView, of frame: WebSocketFrameHeader, _ onEvent: (WebSocketEvent) -> Void
  ) throws(WebSocketParsingError) {
    let isAlone = frame.isFinal && frame.opcode != .continuation
    if isAlone, frame.mask == nil, piece.count == frame.length {
      if frame.opcode == .text { try checkText(piece, at: 0) }
      self.frame = nil
      return try end(frame, piece, onEvent)
    }
    try keep(piece, of: frame)
    payloadCount += piece.count
    guard payloadCount == frame.length else { return }
    self.frame = nil
    guard frame.isFinal else { return }
    // The buffer is taken out while it is read, as ending a message changes the parser.
    var whole: [UInt8] = []
    exchange(&whole, frame.opcode)
    try whole.withUnsafeBufferPointer { (view) throws(WebSocketParsingError) in
      try end(frame, view, onEvent)
    }
    whole.removeAll(keepingCapacity: true)
    exchange(&whole, frame.opcode)
  }

  private mutating func exchange(_ bytes: inout [UInt8], _ opcode: WebSocketOpcode) {
    if opcode.isControl { swap(&bytes, &control) } else { swap(&bytes, &message) }
  }

  /// Copies a piece to the bytes of its message or control frame, without the mask.
  private mutating func keep(
    _ piece: ByteView, of frame: WebSocketFrameHeader
  ) throws(WebSocketParsingError) {
    if frame.opcode.isControl { return append(piece, of: frame, to: &control) }
    let start = message.count
    append(piece, of: frame, to: &message)
    guard messageKind == .text else { return }
    let whole = message
    try whole.withUnsafeBufferPointer { (view) throws(WebSocketParsingError) in
      try checkText(view.part(start..<view.count), at: start)
    }
  }

  private func append(
    _ piece: ByteView, of frame: WebSocketFrameHeader, to bytes: inout [UInt8]
  ) {
    if let mask = frame.mask {
      mask.append(piece, phase: payloadCount, to: &bytes)
    } else {
      bytes.append(contentsOf: piece)
    }
  }

  private mutating func checkText(
    _ piece: ByteView, at offset: Int
  ) throws(WebSocketParsingError) {
    if let wrong = text.firstWrong(in: piece) { throw .invalidText(offset: offset + wrong) }
  }

  /// Hands out a message or control frame that is complete.
  private mutating func end(
    _ frame: WebSocketFrameHeader, _ view: ByteView, _ onEvent: (WebSocketEvent) -> Void
  ) throws(WebSocketParsingError) {
    switch frame.opcode {
    case .ping: return onEvent(.ping(view))
    case .pong: return onEvent(.pong(view))
    case .close:
      let close = try WebSocketClose(view)
      hasClosed = true
      return onEvent(.close(close))
    case .text, .binary, .continuation: break
    }
    if !text.isComplete { throw .invalidText(offset: view.count) }
    let kind = messageKind
    messageKind = nil
    onEvent(kind == .text ? .text(view) : .binary(view))
  }
}
