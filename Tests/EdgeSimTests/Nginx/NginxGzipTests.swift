import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct NginxGzipTests {
  private static let types = ["text/event-stream", "text/plain"]

  private func applies(
    _ request: HTTPFields = ["Accept-Encoding": "gzip"], version: HTTPVersion = .http11,
    status: Int = 200, answer: HTTPFields = ["Content-Type": "text/plain"],
    types: [String] = types
  ) -> Bool {
    NginxGzip.applies(
      to: HTTPRequestHead(method: "GET", target: "/", version: version, fields: request),
      HTTPResponseHead(status: status, fields: answer), types: types)
  }

  @Test(
    arguments: [
      ("gzip", true, "asked for"), ("br, GZIP;q=0.5", true, "among others"), ("", false, "nothing"),
      ("gzip;q=0", false, "refused"), ("*", false, "not taken for gzip"), ("br", false, "another"),
    ] as [(String, Bool, String)])
  func `a client has to ask for it`(accept: String, expected: Bool, reason: String) {
    #expect(applies(["Accept-Encoding": accept]) == expected, "\(reason)")
  }

  @Test func `proxies and old clients get none`() {
    #expect(!applies(["Accept-Encoding": "gzip", "Via": "1.1 a"]))
    #expect(!applies(version: .http10))
  }

  @Test(arguments: [(200, true), (403, true), (404, true), (206, false), (500, false)])
  func `three statuses are compressed`(status: Int, expected: Bool) {
    #expect(applies(status: status) == expected)
  }

  @Test(
    arguments: [
      (["Content-Type": "TEXT/Plain; charset=utf-8"], true, "parameters and case do not count"),
      (["Content-Type": "image/png"], false, "a type that is not listed"),
      ([:], false, "no type"),
      (["Content-Type": "text/plain", "Content-Length": "19"], false, "too short"),
      (["Content-Type": "text/plain", "Content-Length": "20"], true, "just long enough"),
      (["Content-Type": "text/plain", "Content-Encoding": "br"], false, "done already"),
    ] as [(HTTPFields, Bool, String)])
  func `so must be the answer`(answer: HTTPFields, expected: Bool, reason: String) {
    #expect(applies(answer: answer) == expected, "\(reason)")
  }

  @Test func `without types nothing is compressed`() {
    #expect(!applies(types: []))
  }

  @Test func `the head loses its length, and its tag becomes a weak one`() {
    let head = NginxGzip.head(
      HTTPResponseHead(status: 200, fields: ["Content-Length": "99", "ETag": "\"a\""]))
    #expect(head.fields["content-length"] == nil)
    #expect(head.fields["content-encoding"] == "gzip")
    #expect(head.fields["etag"] == "W/\"a\"")
  }

  // MARK: Through the hop

  private static let pause = Duration.milliseconds(250)
  private static let request = HTTPRequest("GET", "/", fields: ["Accept-Encoding": "gzip"])
  private static let stream = OriginStep.write(
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
  private static let event = OriginStep.write("9\r\ndata: a\n\n\r\n")

  private static func rig(buffers: Bool, _ last: OriginStep) -> EdgeRig {
    var profile = EdgeProfile.nginx129
    profile.gzipTypes = types
    profile.buffersAnswers = buffers
    return EdgeRig(profile: profile, [stream, event, .wait(pause), event, .wait(pause), last])
  }

  @Test func `a buffering hop holds all events until the end, the head with them`() throws {
    let rig = Self.rig(buffers: true, .write("0\r\n\r\n"))
    let seen = try rig.run { await $0.fetch(Self.request) }
    let end = rig.origin.requestAt + Self.pause * 2
    #expect(seen.error == nil)
    #expect(seen.fields["content-encoding"] == "gzip")
    #expect(seen.headAt >= end)
    // Head, one block, the last block, sum and length.
    #expect(seen.pieces.flatMap(\.bytes).count == 10 + 5 + 18 + 5 + 8)
  }

  @Test func `a hop that does not buffer flushes each read`() throws {
    let seen = try Self.rig(buffers: false, .write("0\r\n\r\n")).run {
      await $0.fetch(Self.request)
    }
    #expect(seen.pieces.map(\.bytes.count) == [10 + 5 + 9, 5 + 9, 5 + 8])
    #expect(seen.pieces[1].at - seen.pieces[0].at == Self.pause)
  }

  @Test func `an origin that dies lets what was held go, without the end`() throws {
    let rig = Self.rig(buffers: true, .reset)
    let seen = try rig.run { await $0.fetch(Self.request) }
    #expect(seen.error == .truncated)
    #expect(seen.pieces.flatMap(\.bytes).count == 10 + 5 + 18)
  }

  @Test func `what is held has a bound`() {
    var hold = GzipHold(flushesEachPiece: false)
    var bytes: [UInt8] = []
    let piece = [UInt8](repeating: 0x78, count: 1000)
    for _ in 0..<1000 { piece.withUnsafeBufferPointer { hold.take($0, into: &bytes) } }
    #expect(bytes.count >= 1_000_000 - EdgeLimits.Nginx.gzipHeldBytes)
  }
}
