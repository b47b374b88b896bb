/// Memory that a head is written into piece by piece, and taken from in one.
///
/// An array asks at each piece whether it is shared and has room, and a head has a hundred pieces.
package struct HTTPHeadMemory {
  private let storage: UnsafeMutableBufferPointer<UInt8>
  /// How many bytes were written.
  package private(set) var count = 0

  /// Appends to an array what `body` writes, `size` bytes at most.
  static func append(
    to bytes: inout [UInt8], size: Int, _ body: (inout HTTPHeadMemory) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { storage in
      var memory = HTTPHeadMemory(storage)
      body(&memory)
      bytes.append(contentsOf: storage[..<memory.count])
    }
  }

  /// Memory of a fixed size, in which nothing is written yet.
  package init(_ storage: UnsafeMutableBufferPointer<UInt8>) {
    self.storage = storage
  }

  /// Writes a byte.
  mutating func write(_ byte: UInt8) {
    precondition(count < storage.count, "a head was announced shorter than it is")
    storage[count] = byte
    count += 1
  }

  /// Writes bytes.
  package mutating func write(_ view: ByteView) {
    guard let base = view.baseAddress, let start = storage.baseAddress else { return }
    precondition(view.count <= storage.count - count, "a head was announced shorter than it is")
    (start + count).update(from: base, count: view.count)
    count += view.count
  }

  /// Writes a text that consists of certain bytes only; another one is the caller's mistake.
  mutating func write(
    _ text: String, where isAllowed: (UInt8) -> Bool, orElse message: @autoclosure () -> String
  ) {
    text.withBytes { view in
      // All bytes are looked at without a way out, which lets the compiler take many at a time.
      var areAllowed = true
      for byte in view { areAllowed = isAllowed(byte) && areAllowed }
      precondition(areAllowed, message())
      write(view)
    }
  }

  /// Writes a number that is not negative.
  mutating func write(decimal number: Int) {
    var (digits, rest) = (1, UInt(number))
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    precondition(digits <= storage.count - count, "a head was announced shorter than it is")
    count += digits
    rest = UInt(number)
    // From the back, since dividing by what is known before takes no division.
    for place in 1...digits {
      storage[count - place] = ASCII.zero + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// Ends a line.
  mutating func writeLineEnd() {
    precondition(storage.count - count >= 2, "a head was announced shorter than it is")
    storage[count] = ASCII.carriageReturn
    storage[count + 1] = ASCII.lineFeed
    count += 2
  }

  /// Writes the bytes of a literal.
  mutating func write(literal: StaticString) {
    write(ByteView(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }
}
