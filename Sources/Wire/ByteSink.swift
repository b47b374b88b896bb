/// What bytes are written into, one or many at a time.
protocol ByteSink: ~Copyable {
  mutating func add(_ byte: UInt8)
  mutating func add(_ bytes: ByteView)
}

extension ByteBuffer: ByteSink {
  mutating func add(_ byte: UInt8) { append(byte) }
  mutating func add(_ bytes: ByteView) { append(bytes) }
}

extension [UInt8]: ByteSink {
  mutating func add(_ byte: UInt8) { append(byte) }
  mutating func add(_ bytes: ByteView) { append(contentsOf: bytes) }
}
