import Testing

@testable import World

@Suite struct ByteQueueTests {
  private let memory = QueueMemory()

  private func text(_ view: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: view, as: UTF8.self)
  }

  private func append(_ text: String, to queue: inout ByteQueue) {
    var text = text
    text.withUTF8 { queue.append($0) }
  }

  @Test func `bytes in flight are not seen before they land`() {
    var sender = ByteQueue(memory)
    var receiver = ByteQueue(memory)
    append("one", to: &sender)
    receiver.takeFlying(from: &sender)
    #expect(sender.isEmpty && receiver.isEmpty)
    #expect(receiver.countInAll == 3 && text(receiver.flying) == "one")
    append("two", to: &sender)
    receiver.takeFlying(from: &sender)
    receiver.land(4)
    #expect(text(receiver.view) == "onet" && text(receiver.flying) == "wo")
    receiver.removeFirst(4)
    receiver.land(2)
    #expect(text(receiver.view) == "wo")
  }

  @Test func `an emptied queue can be taken over and filled again, many times`() {
    var sender = ByteQueue(memory)
    var receiver = ByteQueue(memory)
    for round in 0..<100 {
      let piece = String(repeating: "x", count: round * 37) + "\(round)"
      append(piece, to: &sender)
      receiver.takeFlying(from: &sender)
      receiver.land(piece.utf8.count)
      #expect(text(receiver.view) == piece)
      receiver.removeAll()
      #expect(receiver.countInAll == 0)
    }
  }

  @Test func `an empty queue has no memory`() {
    var queue = ByteQueue(memory)
    #expect(queue.capacity == 0)
    append("one", to: &queue)
    #expect(queue.capacity == QueueMemory.pieceBytes && memory.freeCount == 0)
    queue.removeFirst(2)
    #expect(text(queue.view) == "e" && queue.capacity > 0)
    queue.removeAll()
    #expect(queue.capacity == 0 && memory.freeCount == 1)
    append("two", to: &queue)
    #expect(text(queue.view) == "two" && memory.freeCount == 0)
  }

  @Test func `memory of any size finds its way back when a queue goes`() {
    do {
      var short = ByteQueue(memory)
      var long = ByteQueue(memory)
      append("one", to: &short)
      append(String(repeating: "x", count: QueueMemory.pieceBytes + 1), to: &long)
      #expect(memory.freeCount == 0)
    }
    #expect(memory.freeCount == 1, "the long one's was no piece")
  }

  @Test func `no more pieces are kept than there is a bound`() {
    let pieces = (0...QueueMemory.keptPieces).map { _ in memory.take() }
    for piece in pieces { memory.give(piece) }
    #expect(memory.freeCount == QueueMemory.keptPieces)
  }

  @Test func `a long piece gets what it needs, and what comes behind it doubles that`() {
    var queue = ByteQueue(memory)
    append(String(repeating: "x", count: 2000), to: &queue)
    #expect(queue.capacity == 2000)
    append("y", to: &queue)
    #expect(queue.capacity == 4002)
  }

  @Test func `a queue outgrows its piece with all bytes, and gives it back`() {
    var queue = ByteQueue(memory)
    append("dropped", to: &queue)
    append(String(repeating: "a", count: 600), to: &queue)
    queue.removeFirst(7)
    append(String(repeating: "b", count: 600), to: &queue)
    #expect(
      text(queue.view) == String(repeating: "a", count: 600) + String(repeating: "b", count: 600))
    #expect(queue.capacity == 2400 && memory.freeCount == 1)
  }

  @Test func `a piece stands between its opening and its closing`() {
    var queue = ByteQueue(memory)
    append("a", to: &queue)
    let (opening, bytes, closing) = (Array("<".utf8), Array("body".utf8), Array(">!".utf8))
    opening.withUnsafeBufferPointer { opening in
      bytes.withUnsafeBufferPointer { bytes in
        closing.withUnsafeBufferPointer { queue.append(bytes, between: opening, and: $0) }
      }
    }
    #expect(text(queue.view) == "a<body>!")
  }
}
