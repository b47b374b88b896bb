import Testing

@testable import World

@Suite struct ByteQueueTests {
  private func text(_ view: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: view, as: UTF8.self)
  }

  private func append(_ text: String, to queue: inout ByteQueue) {
    var text = text
    text.withUTF8 { queue.append($0) }
  }

  @Test func `bytes in flight are not seen before they land`() {
    var sender = ByteQueue()
    var receiver = ByteQueue()
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
    var sender = ByteQueue()
    var receiver = ByteQueue()
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

  @Test func `memory is given back when there are no bytes in it, and not before`() {
    var queue = ByteQueue()
    append("one", to: &queue)
    queue.giveBack()
    #expect(text(queue.view) == "one" && queue.capacity > 0)
    queue.removeAll()
    #expect(queue.capacity > 0, "a busy queue keeps its memory")
    queue.giveBack()
    #expect(queue.capacity == 0)
    append("two", to: &queue)
    #expect(text(queue.view) == "two")
  }

  @Test func `an empty queue takes what a piece needs, a filled one grows by half`() {
    var queue = ByteQueue()
    append(String(repeating: "x", count: 257), to: &queue)
    #expect(queue.capacity == 512)
    append(String(repeating: "x", count: 256), to: &queue)
    #expect(queue.capacity == 1026)
  }

  @Test func `a piece stands between its opening and its closing`() {
    var queue = ByteQueue()
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
