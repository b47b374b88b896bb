import Wire
import World

extension Connection {
  /// Writes a head of so many bytes at most, and a body behind it, in one piece.
  package func writeHead(
    _ size: Int, _ body: [UInt8] = [], _ write: (inout HTTPHeadMemory) -> Void
  ) {
    self.write(upTo: size + body.count) { storage in
      var memory = HTTPHeadMemory(storage)
      write(&memory)
      body.withUnsafeBufferPointer { memory.write($0) }
      return memory.count
    }
  }
}
