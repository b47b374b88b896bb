/// Reads a frame's header byte by byte, and refuses it at the first byte that makes it hopeless.
struct WebSocketHeaderScan {
  private enum Place {
    case first
    case second
    case length(left: Int)
    case key(left: Int)
  }

  private let reader: WebSocketRole
  private var place = Place.first
  private var opcode = WebSocketOpcode.continuation
  private var isFinal = false
  /// How many bytes the length has behind the second byte.
  private var lengthBytes = 0
  private var length: UInt64 = 0
  private var key: UInt32 = 0

  /// A scan for one side, whose peer masks or does not.
  init(reader: WebSocketRole) {
    self.reader = reader
  }

  /// Whether the bytes of a header are here, and not all of them.
  var hasBegun: Bool {
    if case .first = place { false } else { true }
  }

  /// Takes the next byte; gives the header when that was its last.
  mutating func step(
    over byte: UInt8, isInMessage: Bool
  ) throws(WebSocketParsingError) -> WebSocketFrameHeader? {
    switch place {
    case .first:
      try takeFirst(byte, isInMessage: isInMessage)
      place = .second
    case .second: try takeSecond(byte)
    case .length(let left):
      length = length << 8 | UInt64(byte)
      if left > 1 {
        place = .length(left: left - 1)
      } else {
        try checkLength()
        lengthEnds()
      }
    case .key(let left):
      key = key << 8 | UInt32(byte)
      place = .key(left: left - 1)
    }
    return finished()
  }

  private mutating func takeFirst(
    _ byte: UInt8, isInMessage: Bool
  ) throws(WebSocketParsingError) {
    if byte & 0x70 != 0 { throw .reservedBits(byte: byte) }
    guard let opcode = WebSocketOpcode(rawValue: byte & 0x0F) else {
      throw .unknownOpcode(byte & 0x0F)
    }
    isFinal = byte & 0x80 != 0
    if opcode.isControl {
      if !isFinal { throw .fragmentedControl(opcode) }
    } else if opcode == .continuation {
      if !isInMessage { throw .unexpectedContinuation }
    } else if isInMessage {
      throw .interruptedMessage(by: opcode)
    }
    self.opcode = opcode
  }

  private mutating func takeSecond(_ byte: UInt8) throws(WebSocketParsingError) {
    let isMasked = byte & 0x80 != 0
    if reader == .server, !isMasked { throw .missingMask }
    if reader == .client, isMasked { throw .unexpectedMask }
    let short = byte & 0x7F
    if opcode.isControl, short > WebSocketLimits.controlBytes { throw .controlTooLong(opcode) }
    if opcode == .close, short == 1 { throw .closeOfOneByte }
    switch short {
    case 126: lengthBytes = 2
    case 127: lengthBytes = 8
    default: lengthBytes = 0
    }
    length = lengthBytes == 0 ? UInt64(short) : 0
    if lengthBytes == 0 { lengthEnds() } else { place = .length(left: lengthBytes) }
  }

  /// RFC 6455 §5.2: the shortest of the three forms, and no more than 63 bits.
  private func checkLength() throws(WebSocketParsingError) {
    guard let count = Int(exactly: length) else { throw .lengthOutOfRange }
    let isLong = lengthBytes == 2 ? count > 125 : count > 0xFFFF
    if !isLong { throw .lengthNotMinimal(byteCount: count) }
  }

  private mutating func lengthEnds() {
    place = .key(left: reader == .server ? 4 : 0)
  }

  private mutating func finished() -> WebSocketFrameHeader? {
    guard case .key(left: 0) = place else { return nil }
    place = .first
    return WebSocketFrameHeader(
      opcode: opcode, isFinal: isFinal, length: Int(length),
      mask: reader == .server ? WebSocketMaskKey(key) : nil)
  }
}
