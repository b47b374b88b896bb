/// Bytes that are put together, used and dropped again and again, once for each token.
///
/// An array could do it, but asks at each change whether it has another owner.
package struct ByteBuffer: ~Copyable {
  private var storage: UnsafeMutablePointer<UInt8>
  private var capacity = 0

  /// How many bytes are in the buffer.
  package private(set) var count = 0

  /// An empty buffer; it takes memory with its first byte.
  package init() {
    storage = UnsafeMutablePointer<UInt8>.allocate(capacity: 0)
  }

  deinit { storage.deallocate() }

  /// Whether there is no byte.
  package var isEmpty: Bool { count == 0 }

  /// The bytes; valid until the buffer is next changed.
  package var view: ByteView { ByteView(start: storage, count: count) }

  /// Adds bytes at the end.
  package mutating func append(_ bytes: ByteView) {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    if count + bytes.count > capacity { grow(by: bytes.count) }
    (storage + count).update(from: base, count: bytes.count)
    count += bytes.count
  }

  /// Adds bytes at the end.
  package mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// Adds the bytes of a literal.
  package mutating func append(literal: StaticString) {
    append(ByteView(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Adds a number that is not negative in decimal digits, without memory of its own.
  package mutating func append(decimal number: Int) {
    precondition(number >= 0, "\(number) has a sign: write it as text")
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  /// Adds so many spaces.
  package mutating func append(spaces length: Int) {
    guard length > 0 else { return }
    if count + length > capacity { grow(by: length) }
    (storage + count).update(repeating: ASCII.space, count: length)
    count += length
  }

  /// Removes everything; the memory stays for what comes next.
  package mutating func removeAll() {
    count = 0
  }

  private mutating func grow(by extra: Int) {
    capacity = max(256, (count + extra) * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: storage, count: count)
    storage.deallocate()
    storage = larger
  }
}
