/// What bytes can be appended to, so that one writer serves arrays and buffers.
protocol ByteSink: ~Copyable {
  mutating func append(_ byte: UInt8)
  mutating func append(_ bytes: ByteView)
}

extension [UInt8]: ByteSink {
  mutating func append(_ bytes: ByteView) { append(contentsOf: bytes) }
}

extension ByteBuffer: ByteSink {
  mutating func append(_ byte: UInt8) {
    withUnsafePointer(to: byte) { append(ByteView(start: $0, count: 1)) }
  }
}
