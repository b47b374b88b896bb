import Testing
import Wire

@testable import bmm_bench

struct MessageReaderTests {
  private static let request =
    "POST /a?b HTTP/1.1\r\nhost: x\r\nx-request-id: u-1\r\ncontent-length: 3\r\n\r\nabc"
    + "GET /c HTTP/1.1\r\nhost: x\r\n\r\n"
  private static let stream =
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
    + "1a\r\nevent: text\ndata: hello\n\n: \r\n4\r\nhi\n\n\r\n0\r\n\r\n"

  /// What passes when the bytes come in pieces of this size.
  private func pieces(_ text: String, ofRequests: Bool, by size: Int) -> [MessageReader.Piece] {
    var reader = MessageReader(ofRequests: ofRequests)
    let bytes = Array(text.utf8)
    return stride(from: 0, to: bytes.count, by: size).flatMap { start in
      bytes[start..<min(start + size, bytes.count)].withUnsafeBufferPointer { reader.read($0) }
    }
  }

  @Test(arguments: [1, 2, 7, 1000])
  func `requests are told one behind the other, however they are split`(size: Int) {
    let pieces = pieces(Self.request, ofRequests: true, by: size)
    let heads = pieces.filter { piece in
      if case .request = piece { true } else { false }
    }
    #expect(
      heads == [
        .request(method: "POST", path: "/a", id: "u-1"),
        .request(method: "GET", path: "/c", id: ""),
      ])
    let bytes = pieces.reduce(0) { sum, piece in
      if case .body(let count, _) = piece { sum + count } else { sum }
    }
    #expect(bytes == 3)
    #expect(pieces.count { $0 == .end } == 2)
  }

  @Test(arguments: [1, 2, 7, 1000])
  func `events and comments of a stream are told by name`(size: Int) {
    #expect(
      pieces(Self.stream, ofRequests: false, by: size) == [
        .answer(status: 200, type: "text/event-stream"), .event(name: "text", byteCount: 5),
        .comment, .end,
      ])
  }

  @Test func `the answer to HEAD has no body, and what is no HTTP is counted`() {
    var reader = MessageReader(ofRequests: false)
    reader.method = "HEAD"
    let head = Array("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n".utf8)
    #expect(
      head.withUnsafeBufferPointer { reader.read($0) } == [.answer(status: 200, type: ""), .end])
    let noise = Array("\u{0}\u{1} nothing\r\n\r\n".utf8)
    let pieces = noise.withUnsafeBufferPointer { reader.read($0) }
    #expect(pieces == [.raw(byteCount: noise.count)])
  }
}
