import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

/// Requests that could be read in two ways, and answers with more behind them: neither may reach
/// the other side.
@Suite struct SmugglingTests {
  private static let answer = OriginStep.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
  private static let inner = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
  private static let chunks = "Transfer-Encoding: chunked"

  private static let attempts: [(fields: String, body: String, reason: String)] = [
    ("Content-Length: 5\r\n\(chunks)", "0\r\n\r\n\(inner)", "length and chunks"),
    ("\(chunks)\r\nContent-Length: 5", "0\r\n\r\n\(inner)", "the other way round"),
    ("Content-Length: 2\r\nContent-Length: 40", "hi\(inner)", "two lengths"),
    ("Content-Length: 2, 40", "hi\(inner)", "two lengths in one"),
    ("Content-Length: +2", "hi\(inner)", "a sign"),
    ("Content-Length: 0x2", "hi\(inner)", "another base"),
    ("Content-Length : 40", "hi\(inner)", "a space before the colon"),
    ("Content-Length: 2\n", "hi\(inner)", "a bare line feed"),
    ("X: a\r\n Content-Length: 40", "hi\(inner)", "a folded field"),
    ("X: a\u{0}\r\nContent-Length: 2", "hi\(inner)", "NUL in a field"),
    ("X: a\rContent-Length: 40", "hi\(inner)", "a bare return"),
    ("Transfer-Encoding: xchunked", "0\r\n\r\n\(inner)", "a coding that is none"),
    ("Transfer-Encoding: chunked, identity", "0\r\n\r\n\(inner)", "chunks inside another"),
    ("\(chunks)\r\n\(chunks)", "0\r\n\r\n\(inner)", "chunks twice"),
    ("Transfer-Encoding:\u{b}chunked", "0\r\n\r\n\(inner)", "a coding behind a control"),
    (chunks, "0x2\r\nhi\r\n0\r\n\r\n\(inner)", "a size with a prefix"),
    (chunks, "2\nhi\n0\n\n\(inner)", "chunks with bare line feeds"),
    (chunks, "2\r\nhi!\r\n0\r\n\r\n\(inner)", "more than the chunk's size"),
    (chunks, "-2\r\nhi\r\n0\r\n\r\n\(inner)", "a negative size"),
    (chunks, "2;a=\u{0}\r\nhi\r\n0\r\n\r\n\(inner)", "NUL in an extension"),
    (chunks, "ffffffffffffffff2\r\nhi\r\n0\r\n\r\n\(inner)", "a size that overflows"),
    ("Host: b", inner, "two hosts"),
  ]

  @Test(arguments: [EdgeRig.punctual(), .nginx129, .nginx122, .passThrough], attempts)
  func `a request that could be read in two ways is refused, and ends its connection`(
    profile: EdgeProfile, attempt: (fields: String, body: String, reason: String)
  ) throws {
    let rig = EdgeRig(profile: profile, [Self.answer])
    let (answer, end) = try rig.run { rig in
      await rig.speak(
        "POST /outer HTTP/1.1\r\nHost: a\r\n\(attempt.fields)\r\n\r\n\(attempt.body)",
        patience: .seconds(9))
    }
    #expect(answer.hasPrefix("HTTP/1.1 4") || answer.hasPrefix("HTTP/1.1 501 "))
    #expect(answer.ranges(of: "HTTP/1.1 ").count == 1, "\(attempt.reason)")
    #expect(end == "finished", "\(attempt.reason)")
    #expect(rig.origin.requests.isEmpty, "\(attempt.reason)")
  }

  @Test(arguments: [EdgeRig.punctual(), .nginx129, .nginx122])
  func `what is dropped is not passed on: extensions, trailers, nominated framing`(
    profile: EdgeProfile
  ) throws {
    let rig = EdgeRig(profile: profile, [Self.answer])
    let (answer, _) = try rig.run { rig in
      await rig.speak(
        "POST /outer HTTP/1.1\r\nHost: a\r\nConnection: close, content-length, host\r\n"
          + "\(Self.chunks)\r\n\r\n2;x=smuggled\r\nhi\r\n0\r\nSmuggled: 1\r\n\r\n")
    }
    let request = try #require(rig.origin.requests.first)
    #expect(answer.hasPrefix("HTTP/1.1 200 "))
    #expect(!request.lowercased().contains("smuggled"))
    #expect(request.contains("content-length: 2\r\n"))
    #expect(request.lowercased().contains("host: a\r\n"))
    #expect(request.hasSuffix("\r\n\r\nhi"))
  }

  @Test(arguments: [EdgeRig.punctual(), .nginx129], [Duration.zero, .milliseconds(500)])
  func `an answer behind an answer is nobody's`(profile: EdgeProfile, pause: Duration) throws {
    let planted = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nplanted"
    let rig = EdgeRig(profile: profile, [Self.answer, .wait(pause), .write(planted)])
    let seen = try rig.run { rig -> [Seen] in
      let first = await rig.fetch()
      await rig.users.sleep(for: .seconds(2))
      return [first, await rig.fetch()]
    }
    #expect(seen.map(\.body) == ["ok", "ok"])
    #expect(rig.origin.connectionCount == 2)
  }

  @Test(arguments: [EdgeRig.punctual(), .nginx129])
  func `fields of an answer cannot end its head`(profile: EdgeProfile) throws {
    let split = "HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: planted\r\nContent-Length: 2\r\n\r\nok"
    let rig = EdgeRig(profile: profile, [.write(split), .hang])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.status >= 500)
    #expect(seen.fields["set-cookie"] == nil)
  }
}
