import Wire

/// WebSocket frames: the pieces do not matter, a plain reading agrees, and what is
/// written reads the same.
enum WebSocketProperty {
  private static let limits = [64, WebSocketLimits.messageBytes]

  /// The first byte stands for the side that reads: S for the server.
  static func check(_ bytes: [UInt8]) throws {
    guard let first = bytes.first else { return }
    let role: WebSocketRole = first == UInt8(ascii: "S") ? .server : .client
    let frames = Array(bytes.dropFirst())
    for limit in limits {
      let reading = try Chunkings.requireSame(for: frames) {
        WebSocketReading($0, role, limit: limit)
      }
      try requireAgreement(reading, PlainWebSocketReading(frames, role, limit: limit))
      try requireReadsBack(reading.events, role)
    }
    try requireTextCheck(frames)
    try requireReadsBack([.binary(frames), .ping(Array(frames.prefix(125)))], role)
  }

  private static func requireAgreement(
    _ reading: WebSocketReading, _ plain: PlainWebSocketReading
  ) throws {
    // The parser may refuse a frame that the plain reading still waits for.
    let isSameFailure =
      reading.failure?.closeCode.value == plain.closeCode
      || plain.closeCode == nil && !plain.isComplete
    try PropertyFailure.unless(
      reading.events == plain.events && isSameFailure, "read: \(reading)\nplainly: \(plain)")
  }

  /// In one frame each, and in fragments with pings between.
  private static func requireReadsBack(
    _ events: [OwnedWebSocketEvent], _ role: WebSocketRole
  ) throws {
    var random = TinyRandom(seed: events.count)
    let key = role == .server ? WebSocketMaskKey(UInt32(truncatingIfNeeded: random.bits())) : nil
    var whole: [UInt8] = []
    for event in events { event.write(mask: key, into: &whole) }
    let limit = WebSocketLimits.messageBytes
    let read = WebSocketReading([whole[...]], role, limit: limit)
    try PropertyFailure.unless(
      read.events == events && read.failure == nil, "written: \(events), read: \(read)")

    var fragments: [UInt8] = []
    for event in events { event.writeInFragments(mask: key, &random, into: &fragments) }
    let pings = Array("between".utf8)
    let fromFragments = WebSocketReading([fragments[...]], role, limit: limit)
    try PropertyFailure.unless(
      fromFragments.events.filter { $0 != .ping(pings) } == events.filter { $0 != .ping(pings) }
        && fromFragments.failure == nil,
      "written in fragments: \(events), read: \(fromFragments)")
  }

  /// Takes the input for a text, and asks the standard library whether it is one.
  private static func requireTextCheck(_ bytes: [UInt8]) throws {
    var written: [UInt8] = []
    bytes.withUnsafeBufferPointer { WebSocketWriter.frame(.text, $0, mask: nil, into: &written) }
    let reading = try Chunkings.requireSame(for: written) {
      WebSocketReading($0, .client, limit: WebSocketLimits.messageBytes)
    }
    try PropertyFailure.unless(
      (reading.failure == nil) == PlainWebSocketReading.isText(bytes), "as a text: \(reading)")
  }
}

extension OwnedWebSocketEvent {
  fileprivate var parts: (opcode: WebSocketOpcode, payload: [UInt8])? {
    switch self {
    case .text(let bytes): (.text, bytes)
    case .binary(let bytes): (.binary, bytes)
    case .ping(let bytes): (.ping, bytes)
    case .pong(let bytes): (.pong, bytes)
    case .close: nil
    }
  }

  fileprivate func write(mask: WebSocketMaskKey?, into bytes: inout [UInt8]) {
    if case .close(let close) = self {
      WebSocketWriter.close(close, mask: mask, into: &bytes)
    } else if let parts {
      parts.payload.withUnsafeBufferPointer {
        WebSocketWriter.frame(parts.opcode, $0, mask: mask, into: &bytes)
      }
    }
  }

  /// As small frames with pings between them, if the event is a message.
  fileprivate func writeInFragments(
    mask: WebSocketMaskKey?, _ random: inout TinyRandom, into bytes: inout [UInt8]
  ) {
    guard let parts, !parts.opcode.isControl else { return write(mask: mask, into: &bytes) }
    var opcode = parts.opcode
    for piece in Chunkings.pieces(of: parts.payload, lengthMax: 20, &random) {
      Array(piece).withUnsafeBufferPointer {
        WebSocketWriter.frame(opcode, isFinal: false, $0, mask: mask, into: &bytes)
      }
      opcode = .continuation
      OwnedWebSocketEvent.ping(Array("between".utf8)).write(mask: mask, into: &bytes)
    }
    WebSocketWriter.frame(opcode, ByteView(start: nil, count: 0), mask: mask, into: &bytes)
  }
}
