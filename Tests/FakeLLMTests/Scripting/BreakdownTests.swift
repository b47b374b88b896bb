import FakeLLM
import Testing
import Wire
import World

/// Every way to break, on the wire of every vendor.
@Suite struct BreakdownTests {
  private func reply(
    _ vendor: ScriptedVendor, _ fail: String, after tokens: Int, _ more: String = "",
    stream: Bool = true
  ) throws -> Reply {
    try vendor.reply(
      "{\"output_tokens\":400,\"fail\":\"\(fail)\",\"fail_after_tokens\":\(tokens)\(more)}",
      stream: stream)
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `a reset comes behind the tokens`(vendor: ScriptedVendor) throws {
    let reply = try reply(vendor, "reset", after: 11)

    #expect(reply.failure == .reset && 10...11 ~= vendor.texts(reply).count)
    #expect(!vendor.hasTerminator(reply))
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `a cut leaves the chunked body unfinished`(vendor: ScriptedVendor) throws {
    let reply = try reply(vendor, "cut", after: 11)

    #expect(reply.failure == .truncated && vendor.texts(reply).count == 11)
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `an early end looks like success to HTTP`(vendor: ScriptedVendor) throws {
    let reply = try reply(vendor, "eof", after: 11)

    #expect(reply.failure == nil && vendor.texts(reply).count == 11)
    #expect(vendor.reason(reply) == nil && !vendor.hasTerminator(reply))
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `an error event is the vendor's own for overload, unless the script names one`(
    vendor: ScriptedVendor
  ) throws {
    let usual = try reply(vendor, "error_event", after: 11)
    let error = try #require(usual.events.last?.data["error"])
    #expect(usual.failure == nil && vendor.texts(usual).count == 11)
    #expect(error["message"]?.stringValue?.isEmpty == false)

    let named = try reply(vendor, "error_event", after: 11, #","error_type":"own_error""#)
    let type = try #require(named.events.last?.data["error"])
    #expect(type["type"] == "own_error" || type["code"] == "own_error")
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `a stall is silent until the client goes`(vendor: ScriptedVendor) throws {
    let reply = try reply(vendor, "stall", after: 11)

    #expect(reply.timedOut && vendor.texts(reply).count == 11)
    #expect(reply.endedAt == .start + .milliseconds(2100) + Reply.patience)
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `garbage is no event, and the body ends behind it`(vendor: ScriptedVendor) throws {
    let reply = try reply(vendor, "garbage", after: 11)

    #expect(reply.failure == nil && vendor.texts(reply).count == 11)
    #expect(reply.body.contains(0xFF) && !vendor.hasTerminator(reply))
  }

  @Test(
    arguments: ScriptedVendor.allCases,
    [
      ("reset", "the connection was reset"), ("cut", "the connection ended before an answer"),
      ("eof", "the connection ended before an answer"), ("garbage", "the answer is not HTTP"),
      ("stall", "no answer in time"),
    ])
  func `before the head there is no status`(
    vendor: ScriptedVendor, fail: (name: String, seen: String)
  ) throws {
    for stream in [true, false] {
      let reply = try reply(vendor, fail.name, after: -1, stream: stream)
      #expect(reply.status == 0)
      #expect(reply.failure?.description.hasPrefix(fail.seen) == true)
      #expect((reply.endedAt == .start) == (fail.name != "stall"))
    }
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `an error event before the head is the error's answer`(vendor: ScriptedVendor) throws {
    let reply = try reply(vendor, "error_event", after: -1)

    #expect(reply.status >= 400 && reply.endedAt == .start)
    #expect(try vendor.message(reply) != nil)
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `a whole answer that is garbage is a 200 that is no JSON`(vendor: ScriptedVendor) throws {
    let reply = try reply(vendor, "garbage", after: 3, stream: false)

    #expect(reply.status == 200 && reply.failure == nil && reply.body.contains(0xFF))
    #expect(throws: JSONParsingError.self) { try reply.json }
  }
}
