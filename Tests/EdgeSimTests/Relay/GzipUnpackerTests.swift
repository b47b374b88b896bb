import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

@Suite struct GzipUnpackerTests {
  private static func answer(_ bytes: [UInt8], pieces size: Int) -> [OriginStep] {
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bytes.count)\r\n\r\n"
    var steps = [OriginStep.write(head)]
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + size)
      steps += [.wait(.milliseconds(1)), .writeBytes(Array(bytes[start..<end]))]
      start = end
    }
    return steps
  }

  private static let stored: [UInt8] = {
    var gzip = StoredGzip()
    var bytes: [UInt8] = []
    Array("data: a\n\n".utf8).withUnsafeBufferPointer { gzip.write($0, into: &bytes) }
    gzip.end(into: &bytes)
    return bytes
  }()

  @Test(arguments: [1, 5, 100])
  func `a client that did not ask for gzip gets none`(pieces: Int) throws {
    let rig = EdgeRig(Self.answer(Self.stored, pieces: pieces))
    let seen = try rig.run { await $0.fetch() }
    #expect(seen.body == "data: a\n\n")
    #expect(seen.fields["content-encoding"] == nil)
    #expect(seen.fields["content-length"] == nil)
    #expect(seen.error == nil)
  }

  @Test func `one that refuses gzip gets none`() throws {
    let rig = EdgeRig(Self.answer(Self.stored, pieces: 7))
    let seen = try rig.run {
      await $0.fetch(HTTPRequest("GET", "/", fields: ["Accept-Encoding": "gzip;q=0, br"]))
    }
    #expect(seen.body == "data: a\n\n")
    #expect(seen.fields["content-encoding"] == nil)
  }

  @Test func `one that did gets it as it is`() throws {
    let rig = EdgeRig(Self.answer(Self.stored, pieces: 7))
    let seen = try rig.run {
      await $0.fetch(HTTPRequest("GET", "/", fields: ["Accept-Encoding": "gzip"]))
    }
    #expect(seen.pieces.flatMap(\.bytes) == Self.stored)
    #expect(seen.fields["content-encoding"] == "gzip")
  }

  @Test(arguments: [
    [UInt8]([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 1, 2, 3]), Array("short".utf8), [],
  ])
  func `what cannot be unpacked passes as it is`(bytes: [UInt8]) throws {
    let seen = try EdgeRig(Self.answer(bytes, pieces: 3)).run { await $0.fetch() }
    #expect(seen.pieces.flatMap(\.bytes) == bytes)
    #expect(seen.fields["content-encoding"] == "gzip")
    #expect(seen.error == nil)
  }

  @Test(arguments: [1, 8, 13, 20])
  func `a file that lacks its end is a cut, though all of its body has come`(missing: Int) throws {
    let bytes = Array(Self.stored.dropLast(missing))
    let seen = try EdgeRig(Self.answer(bytes, pieces: 7)).run { await $0.fetch() }
    #expect(seen.error != nil)
  }

  @Test func `a block that turns out to be compressed is a cut`() throws {
    var bytes = Array(Self.stored.dropLast(13))
    bytes += [2, 0, 0, 0, 0]
    let seen = try EdgeRig(Self.answer(bytes, pieces: 100)).run { await $0.fetch() }
    #expect(seen.error != nil)
  }
}
