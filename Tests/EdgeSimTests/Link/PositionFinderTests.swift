import Testing

@testable import EdgeSim

struct PositionFinderTests {
  private static let first = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nhällo"
  private static let head =
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"

  private static func chunk(_ text: String) -> String {
    "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
  }

  /// Two answers on one connection, the second a stream whose events do not end with its chunks.
  private static let answers =
    first + head + chunk("event: text\ndata: grün\n\n")
    + chunk("event: text\ndata: x\r\n\r\n: a comment\n\nevent: te") + chunk("xt\ndata: y\n\n")
    + chunk("event: spec\ndata: {}\n\n") + "0\r\n\r\n"

  /// Where the first place behind a text is; in bytes, as CR and LF together are one character.
  private static func behind(_ text: String) -> Int {
    let (all, part) = (Array(answers.utf8), Array(text.utf8))
    let start = all.indices.first { all[$0...].starts(with: part) }
    return (start ?? all.count) + part.count
  }

  /// Feeds the bytes in pieces of one size.
  private static func place(of position: LinkPosition, pieces size: Int) -> Int? {
    var finder = PositionFinder(position)
    let bytes = Array(answers.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      let piece = Array(bytes[start..<min(start + size, bytes.count)])
      if let place = finder.place(in: piece) { return start + place }
    }
    return nil
  }

  @Test(
    arguments: [
      (.byte(30), 30),
      (.body(0), behind("length: 6\r\n\r\n")),
      (.body(3), behind("hä")),
      // Each answer counts anew, so a place behind the first one's end is in the second.
      (.body(8), behind("event: t")),
      // One byte into the second chunk.
      (.body(26), behind("event: text\ndata: x") - "vent: text\ndata: x".utf8.count),
      (.event(1), behind("grün\n\n")),
      // The empty line ends with its CR; the LF behind it is skipped by whoever reads on.
      (.event(2), behind("data: x\r\n\r")),
      (.event(3), behind("data: y\n\n")),
      (.event(5), nil),
      (.eventNamed(["spec", "error"]), behind("data: {}\n\n")),
      (.eventNamed(["error"]), nil),
      (.character(0), behind("hä") - 1),
      (.character(3), behind("grü") - 1),
      (.character(30), nil),
    ] as [(LinkPosition, Int?)])
  func `a place is found wherever the bytes are split`(position: LinkPosition, place: Int?) {
    for size in [1, 2, 3, 7, 64, 10_000] {
      #expect(Self.place(of: position, pieces: size) == place, "in pieces of \(size)")
    }
  }

  @Test func `what is no answer has no places in it`() {
    var finder = PositionFinder(.body(0))
    #expect(finder.place(in: Array("SSH-2.0-server\r\n\r\n".utf8)) == nil)
    #expect(finder.place(in: Array(Self.first.utf8)) == nil)
  }

  @Test func `an interim answer is not the answer`() {
    var finder = PositionFinder(.body(0))
    let interim = "HTTP/1.1 100 Continue\r\n\r\n"
    #expect(finder.place(in: Array((interim + Self.first).utf8)) == interim.utf8.count + 38)
  }
}
