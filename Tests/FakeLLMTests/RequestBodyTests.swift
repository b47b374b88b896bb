import HTTP
import Testing
import Wire

@testable import FakeLLM

@Suite struct RequestBodyTests {
  @Test(arguments: [(1_000_000, true), (1_000_001, false)])
  func `a body has a bounded number of values`(count: Int, isAccepted: Bool) throws {
    // The list itself is a value as well.
    let list = "[" + String(repeating: "0,", count: count - 2) + "0]"
    if isAccepted {
      #expect(try RequestBody.parse(Array(list.utf8)).arrayValue?.count == count - 1)
    } else {
      let fault = #expect(throws: RequestBody.Fault.self) {
        try RequestBody.parse(Array(list.utf8))
      }
      #expect(fault?.description == "more than 1000000 values: send fewer")
    }
  }

  @Test(arguments: [
    // The message of each vendor begins in its own words and tells what was found.
    "/v1/messages", "/v1/chat/completions", "/api/paas/v4/chat/completions",
    "/api/anthropic/v1/messages",
  ])
  func `every vendor refuses what is no JSON, or too deep`(path: String) throws {
    let fields = Ask.anthropicFields.with("authorization", "Bearer k")
    let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
    for (body, told) in [("{", "end of JSON"), (deep, "64 levels"), ("\u{0}", "token")] {
      let reply = try Stage().reply(
        to: HTTPRequest("POST", path, fields: fields, body: Array(body.utf8)))

      #expect(reply.status == 400)
      #expect(try reply.json["error"]?["message"]?.stringValue?.contains(told) == true)
    }
  }
}
