import Wire

/// RFC 6455 §5 as directly as it can be written: whole frames only, all bytes at hand.
struct PlainWebSocketReading {
  private(set) var events: [OwnedWebSocketEvent] = []
  private(set) var closeCode: UInt16?
  /// Whether all bytes belong to whole frames, or come behind a close or a failure.
  private(set) var isComplete = true

  private var kind: UInt8 = 0
  private var message: [UInt8] = []

  init(_ bytes: [UInt8], _ role: WebSocketRole, limit: Int) {
    var rest = bytes[...]
    while !rest.isEmpty, closeCode == nil {
      if case .close = events.last { return }
      guard let frame = Frame(&rest) else {
        isComplete = false
        return
      }
      closeCode = failure(of: frame, isMaskedRight: frame.isMasked == (role == .server), limit)
      if closeCode == nil { take(frame) }
    }
  }

  private struct Frame {
    let first: UInt8
    let isMasked: Bool
    let isLengthMinimal: Bool
    let payload: [UInt8]

    var opcode: UInt8 { first & 0xF }
    var isFinal: Bool { first & 0x80 != 0 }

    /// Takes a whole frame off the front, or nothing.
    init?(_ rest: inout ArraySlice<UInt8>) {
      var bytes = Array(rest)
      guard bytes.count >= 2 else { return nil }
      first = bytes[0]
      isMasked = bytes[1] & 0x80 != 0
      let short = Int(bytes[1] & 0x7F)
      let lengthBytes = short == 126 ? 2 : short == 127 ? 8 : 0
      guard bytes.count >= 2 + lengthBytes + (isMasked ? 4 : 0) else { return nil }
      var length = UInt64(short)
      if lengthBytes > 0 {
        length = bytes[2..<(2 + lengthBytes)].reduce(0) { $0 << 8 | UInt64($1) }
      }
      isLengthMinimal = lengthBytes == 0 || length > (lengthBytes == 2 ? 125 : 0xFFFF)
      bytes.removeFirst(2 + lengthBytes)
      let key = isMasked ? Array(bytes.prefix(4)) : [0, 0, 0, 0]
      if isMasked { bytes.removeFirst(4) }
      guard bytes.count >= length else { return nil }
      payload = bytes.prefix(Int(length)).enumerated().map { $1 ^ key[$0 % 4] }
      rest = rest.suffix(bytes.count - payload.count)
    }
  }

  /// The code to fail the connection with, or nil.
  private func failure(of frame: Frame, isMaskedRight: Bool, _ limit: Int) -> UInt16? {
    let isControl = frame.opcode & 8 != 0
    let isData = frame.opcode == 1 || frame.opcode == 2
    let isWrong =
      frame.first & 0x70 != 0 || ![0, 1, 2, 8, 9, 10].contains(frame.opcode) || !isMaskedRight
      || !frame.isLengthMinimal || isControl && (!frame.isFinal || frame.payload.count > 125)
      || frame.opcode == 0 && kind == 0 || isData && kind != 0
    if isWrong { return 1002 }
    if frame.opcode == 8 { return failure(ofClose: frame.payload) }
    if isControl { return nil }
    let whole = message + frame.payload
    if whole.count > limit { return 1009 }
    guard kind == 1 || frame.opcode == 1 else { return nil }
    let isText = frame.isFinal ? Self.isText(whole) : Self.isTextPrefix(whole)
    return isText ? nil : 1007
  }

  private func failure(ofClose payload: [UInt8]) -> UInt16? {
    if payload.isEmpty { return nil }
    guard payload.count > 1 else { return 1002 }
    let code = Int(payload[0]) * 256 + Int(payload[1])
    let isRight =
      (1000...1003).contains(code) || (1007...1014).contains(code) || (3000...4999).contains(code)
    if !isRight { return 1002 }
    return Self.isText(Array(payload[2...])) ? nil : 1007
  }

  private mutating func take(_ frame: Frame) {
    switch frame.opcode {
    case 8:
      let number = frame.payload.prefix(2).reduce(0) { $0 << 8 | UInt16($1) }
      let reason = String(decoding: frame.payload.dropFirst(2), as: UTF8.self)
      let code = WebSocketCloseCode(number)
      events.append(.close(code.map { WebSocketClose($0, reason: reason) } ?? .withoutCode))
    case 9: events.append(.ping(frame.payload))
    case 10: events.append(.pong(frame.payload))
    default:
      if frame.opcode != 0 { kind = frame.opcode }
      message += frame.payload
      guard frame.isFinal else { return }
      events.append(kind == 1 ? .text(message) : .binary(message))
      (kind, message) = (0, [])
    }
  }

  static func isText(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

  /// Whether some ending makes a text of the bytes: they end with up to three of a character.
  private static func isTextPrefix(_ bytes: [UInt8]) -> Bool {
    let endings: [[UInt8]] = [
      [], [0x80], [0x80, 0x80], [0x80, 0x80, 0x80], [0xA0, 0x80], [0x90, 0x80, 0x80],
    ]
    return endings.contains { isText(bytes + $0) }
  }
}
