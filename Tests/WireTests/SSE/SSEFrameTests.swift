import Testing
import Wire

@Suite struct SSEFrameTests {
  @Test(
    arguments: [
      ("data: a\n\n", true, false),
      ("event: message\ndata: a\n\n", true, false),  // Said or not, it is the same type.
      ("event: ping\ndata: a\n\n", false, true),
      ("event: ping2\ndata: a\n\n", false, false),
    ] as [(String, Bool, Bool)])
  func `a type is compared in place`(text: String, isMessage: Bool, isPing: Bool) throws {
    var parser = SSEParser()
    var found: [[Bool]] = []

    try Array(text.utf8).withUnsafeBufferPointer { view in
      try parser.feed(view) { found.append([$0.typeIs("message"), $0.typeIs("ping")]) }
    }

    #expect(found == [[isMessage, isPing]])
  }

  @Test func `a line of data within one view is not copied`() throws {
    var parser = SSEParser()
    var isInPlace: [Bool] = []

    try Array("event: x\ndata: abc\n\ndata: a\ndata: b\n\n".utf8).withUnsafeBufferPointer { view in
      try parser.feed(view) { frame in
        let place = try #require(frame.data.baseAddress)
        let start = try #require(view.baseAddress)
        isInPlace.append(start <= place && place < start + view.count)
      }
    }

    #expect(isInPlace == [true, false], "only joined lines need a copy")
  }
}
