import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct NginxRefusalTests {
  private static let answer = OriginStep.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

  @Test(
    arguments: [
      ("GET /\(long(8192 - 16)) HTTP/1.1\r\nHost: a\r\n\r\n", 200, "the longest request line"),
      ("GET /\(long(8192 - 15)) HTTP/1.1\r\nHost: a\r\n\r\n", 414, "one byte more"),
      ("GET / HTTP/1.1\r\nHost: a\r\nC: \(long(8192 - 5))\r\n\r\n", 200, "the longest field"),
      ("GET / HTTP/1.1\r\nHost: a\r\nC: \(long(8192 - 4))\r\n\r\n", 400, "one byte more"),
      ("GET / HTTP/1.1\r\nHost: a\r\n\(many(10, of: 4000))\r\n", 400, "more than all buffers"),
      ("GET / HTTP/1.1\r\nHost: a\r\n\(many(900, of: 1))\r\n", 200, "fields are not counted"),
      ("get / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "methods are in capitals"),
      ("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405, "not allowed"),
      ("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", 400, "no path"),
      ("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400, "no path"),
      ("GET /../../x HTTP/1.1\r\nHost: a\r\n\r\n", 400, "out of the root"),
      ("GET /x%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "NUL"),
      ("PROPFIND / HTTP/1.1\r\nHost: a\r\n\r\n", 200, "unknown methods pass"),
    ])
  func `nginx has limits of its own`(request: String, status: Int, reason: String) throws {
    let rig = EdgeRig(profile: .nginx129, reading: .nothing, [.wait(.seconds(1)), Self.answer])
    let (answer, end) = try rig.run { await $0.speak(request, patience: .seconds(5)) }
    #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(reason)")
    #expect(end == (status == 200 ? "open" : "finished"), "\(reason)")
    #expect(rig.origin.connectionCount == (status == 200 ? 1 : 0), "\(reason)")
    #expect(rig.records.map(\.status) == [status], "\(reason)")
  }

  @Test func `a head over the limit has the page of its own`() throws {
    let rig = EdgeRig(profile: .nginx129, [Self.answer])
    let (answer, _) = try rig.run {
      await $0.speak("GET / HTTP/1.1\r\nHost: a\r\nC: \(Self.long(9000))\r\n\r\n")
    }
    #expect(answer.contains("400 Request Header Or Cookie Too Large"))
    #expect(answer.lowercased().contains("content-length: 233\r\n"))
    #expect(rig.records.map(\.cause) == [.headTooLong])
  }

  @Test(
    arguments: [
      (EdgeProfile.nginx129, "GET / HTTP/1.1\r\nHost: a\r\n", 60, "a head"),
      (.nginx129, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx", 60, "a body"),
      (.nginxShipped, "GET / HTTP/1.1\r\nHost: a\r\n", 15, "a head"),
      (.nginxShipped, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx", 15, "a body"),
    ])
  func `who does not go on is hung up on without a word`(
    profile: EdgeProfile, request: String, seconds: Int, reason: String
  ) throws {
    let rig = EdgeRig(profile: profile, [Self.answer])
    let (answer, end, after) = try rig.run { rig in
      let start = rig.users.now
      let (answer, end) = await rig.speak(request)
      return (answer, end, rig.users.now - start)
    }
    #expect(answer == "", "\(reason)")
    #expect(end == "finished", "\(reason)")
    #expect(after > .seconds(seconds) && after < .seconds(seconds) + .milliseconds(10))
    #expect(rig.origin.connectionCount == 0)
    #expect(rig.records.map(\.cause) == [.requestStalled])
    #expect(rig.records.map(\.status) == [408], "as its log says")
    #expect(rig.records.map(\.bytesToClient) == [0])
  }

  @Test(arguments: [
    ("/metrics", 404, "figures"), ("//metrics", 404, "however it is written"),
    ("/%6Detrics?a", 404, "the same"), ("/nginx/503", 404, "the targets of errors"),
    ("/metrics/", 200, "another path"),
  ])
  func `the shipped rules keep some paths from the origin`(
    path: String, status: Int, reason: String
  ) throws {
    let rig = EdgeRig(profile: .nginxShipped, [Self.answer])
    let seen = try rig.run { await $0.fetch(HTTPRequest("GET", path)) }
    #expect(seen.status == status, "\(reason)")
    #expect(rig.origin.connectionCount == (status == 200 ? 1 : 0), "\(reason)")
  }

  @Test(arguments: [
    ("GET /../x HTTP/1.1", 400, false), ("GET /\(long(8200)) HTTP/1.1", 400, false),
    ("GET / HTTP/1.1\r\nA: \(long(8200))", 400, true), ("TRACE / HTTP/1.1", 405, false),
  ])
  func `a first line is refused before any field is known`(
    line: String, status: Int, isReadable: Bool
  ) throws {
    let rig = EdgeRig(profile: .nginxShipped, [Self.answer])
    let (answer, _) = try rig.run {
      await $0.speak(
        "\(line)\r\nHost: a\r\nOrigin: https://bmm.example\r\nX-Request-Id: r1\r\n\r\n")
    }
    #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
    #expect(answer.contains("Access-Control-Allow-Origin") == isReadable)
    #expect(answer.contains("X-Request-Id: r1") == isReadable)
    #expect(answer.contains("X-Request-Id: ") == (status == 400), "each has a name")
    #expect(rig.origin.connectionCount == 0)
  }

  @Test func `the origin's head has to fit into one page`() throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: \(Self.long(5000))\r\n\r\n"
    let rig = EdgeRig(profile: .nginx129, [.write(head)])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.status == 502)
    #expect(rig.records.map(\.cause) == [.malformed])
  }

  private static func long(_ count: Int) -> String { String(repeating: "x", count: count) }

  private static func many(_ count: Int, of bytes: Int) -> String {
    (0..<count).map { "X-\($0): \(long(bytes))\r\n" }.joined()
  }
}
