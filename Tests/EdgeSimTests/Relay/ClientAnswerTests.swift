import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct ClientAnswerTests {
  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n"

  /// The head and the body of what came.
  private func parts(_ answer: String) throws -> (head: String, body: String) {
    let end = try #require(answer.firstRange(of: "\r\n\r\n"))
    return (String(answer[..<end.upperBound]).lowercased(), String(answer[end.upperBound...]))
  }

  @Test func `a short body of known length keeps its length and the connection`() throws {
    let rig = EdgeRig([
      .write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab"), .wait(.seconds(1)), .write("cd"),
    ])
    let (answer, end) = try rig.run { await $0.speak(Self.get + "\r\n", patience: .seconds(9)) }
    let (head, body) = try parts(answer)
    #expect(head.contains("\r\ncontent-length: 4\r\n"))
    #expect(!head.contains("\r\nconnection: close"))
    #expect(!head.contains("\r\ntransfer-encoding:"))
    #expect(body == "abcd")
    #expect(end == "open")
    #expect(rig.records.map(\.bytesToClient) == [4])
  }

  @Test func `a long body of known length streams with its length`() throws {
    let text = String(repeating: "x", count: 100_000)
    let rig = EdgeRig([.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n\(text)")])
    let (answer, end) = try rig.run { await $0.speak(Self.get + "\r\n", patience: .seconds(9)) }
    let (head, body) = try parts(answer)
    #expect(head.contains("\r\ncontent-length: 100000\r\n"))
    #expect(!head.contains("\r\nconnection: close\r\n"))
    #expect(body == text)
    #expect(end == "open")
    #expect(rig.records.map(\.cause) == [.passed])
  }

  @Test func `a body of known length goes on piece by piece`() throws {
    let rig = EdgeRig([
      .write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab"), .wait(.seconds(1)), .write("cd"),
    ])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.pieces.map(\.bytes) == [Array("ab".utf8), Array("cd".utf8)])
    #expect(seen.pieces[1].at - seen.pieces[0].at == .seconds(1))
  }

  @Test(arguments: [10, 100_000])
  func `a body of known length that is cut stays short of its length`(length: Int) throws {
    let rig = EdgeRig([
      .write("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\nabc"), .wait(.seconds(1)),
      .finish,
    ])
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.fields["content-length"] == String(length))
    #expect(seen.body == "abc")
    #expect(seen.error == .truncated)
    #expect(rig.records.map(\.cause) == [.originCut])
    #expect(rig.records.map(\.bytesToClient) == [3])
  }

  @Test(arguments: [
    (204, "", false, "no content at all"),
    (304, "content-length: 1234\r\n", true, "the length of what is not sent"),
    (304, "", false, "no length at all"),
    (200, "Content-Length: 0\r\n", true, "an empty body"),
  ])
  func `an answer without a body ends with its head`(
    status: Int, fields: String, hasLength: Bool, reason: String
  ) throws {
    let rig = EdgeRig([.write("HTTP/1.1 \(status) X\r\nETag: \"a\"\r\n\(fields)\r\n")])
    let (answer, end) = try rig.run { await $0.speak(Self.get + "\r\n", patience: .seconds(9)) }
    let (head, body) = try parts(answer)
    #expect(head.hasPrefix("http/1.1 \(status) "), "\(reason)")
    #expect(head.contains("\r\netag: \"a\"\r\n"))
    #expect(head.contains("\r\ncontent-length:") == hasLength, "\(reason)")
    #expect(!head.contains("\r\ntransfer-encoding:"), "\(reason)")
    #expect(body.isEmpty)
    #expect(end == "open")
  }

  @Test(arguments: ["Content-Length: 1234", "Transfer-Encoding: chunked"])
  func `an answer to HEAD has the fields of the body and none of its bytes`(
    framing: String
  ) throws {
    let rig = EdgeRig([.write("HTTP/1.1 200 OK\r\n\(framing)\r\n\r\n")])
    let (answer, _) = try rig.run { await $0.speak("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n") }
    let (head, body) = try parts(answer)
    #expect(head.contains("\r\ncontent-length: 1234\r\n") == framing.hasPrefix("Content"))
    #expect(body.isEmpty)
    #expect(rig.records.map(\.cause) == [.passed])
  }

  @Test func `an HTTP/1.0 client gets a stream as bare bytes`() throws {
    let rig = EdgeRig([
      .write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n")
    ])
    let (answer, end) = try rig.run { await $0.speak("GET / HTTP/1.0\r\nHost: a\r\n\r\n") }
    let (head, body) = try parts(answer)
    #expect(!head.contains("\r\ntransfer-encoding:"))
    #expect(body == "abcd")
    #expect(end == "finished")
  }

  @Test func `an error page to HEAD has its length and no bytes`() throws {
    let rig = EdgeRig([.reset])
    let (answer, _) = try rig.run {
      await $0.speak("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    }
    let (head, body) = try parts(answer)
    #expect(head.hasPrefix("http/1.1 520 "))
    #expect(head.contains("\r\ncontent-length: "))
    #expect(body.isEmpty)
    #expect(rig.records.map(\.bytesToClient) == [0])
  }
}
