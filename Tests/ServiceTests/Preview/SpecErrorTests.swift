import HTTP
import Testing
import Wire
import World

@testable import Service

/// Each typed error on both routes: what the client sees, and what only the log knows.
@Suite struct SpecErrorTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let status: Int
    let code: String
    let outcome: PreviewOutcome
    /// What the log says under `zod_message` or `reason`.
    let finding: String
    let script: ScriptedProvider.Script

    init(
      _ name: String, _ status: Int, _ code: String, _ outcome: PreviewOutcome, _ finding: String,
      _ script: @escaping ScriptedProvider.Script
    ) {
      (testDescription, self.status, self.code) = (name, status, code)
      (self.outcome, self.finding, self.script) = (outcome, finding, script)
    }
  }

  private static let cut = String(Stage.spec.prefix(200))
  private static let longName = Stage.spec.replacing("get_weather", with: "Get-Weather")

  private static let rows = [
    Row("cut", 422, "spec_too_large", .tooLarge, "stopped at the limit of 12288 tokens") {
      $0.answer(cut, "max_tokens")
    },
    Row("cut but whole JSON", 422, "spec_too_large", .tooLarge, "limit of 12288 tokens") {
      $0.answer(Stage.spec, "max_tokens")
    },
    Row("refused", 422, "spec_refused", .refused, "stopped by a refusal") {
      $0.answer("I cannot help with that.", "refusal")
    },
    Row("prose", 422, "spec_invalid", .invalid, "Unexpected token 'S' in JSON at position 0") {
      $0.answer("Sorry, no JSON today.")
    },
    Row("half a string", 422, "spec_invalid", .invalid, "Unterminated string in JSON at position") {
      $0.answer(cut)
    },
    Row("schema", 422, "spec_invalid", .invalid, "tools[0].name: must match") {
      $0.answer(longName)
    },
    Row("banned", 422, "spec_invalid", .invalid, "tools[0].implementation: banned pattern: eval") {
      $0.answer(Stage.spec.replacing("return ", with: "return eval("))
    },
    Row("429", 503, "provider_overloaded", .providerOverloaded, "rate_limit_error: slow") {
      $0.respond(
        429, #"{"type":"error","error":{"type":"rate_limit_error","message":"slow"}}"#,
        ["retry-after": "7"])
    },
    Row("529", 503, "provider_overloaded", .providerOverloaded, "overloaded_error: Overloaded") {
      $0.respond(
        529, #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#)
    },
    Row("401", 502, "provider_error", .providerError, "status 401: authentication_error: bad key") {
      $0.respond(
        401, #"{"type":"error","error":{"type":"authentication_error","message":"bad key"}}"#)
    },
    Row("500", 502, "provider_error", .providerError, "status 500: <html>") {
      $0.respond(500, "<html>")
    },
    Row("reset before the head", 502, "provider_error", .providerError, "was reset") {
      $0.reset()
    },
    Row("end before the head", 502, "provider_error", .providerError, "ended before an answer") {
      $0.finish()
    },
    Row("no HTTP", 502, "provider_error", .providerError, "the answer is not HTTP") {
      $0.send("220 smtp.example ESMTP\r\n\r\n")
    },
    Row("cut body", 502, "provider_error", .providerError, "before its announced end") {
      $0.send("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{")
      $0.finish()
    },
    Row("garbage", 502, "provider_error", .providerError, "") {
      $0.respond(200, "<html>")
    },
  ]

  @Test(arguments: rows) func `on the sync route it is an answer`(row: Row) throws {
    let result = try Stage().run(row.script) { client in
      let answer = try await client.preview()

      #expect(answer.status == row.status)
      #expect(answer.json?["error"]?.stringValue == row.code)
      #expect(answer.fields["access-control-allow-origin"] == StageClient.origin)
      #expect((answer.fields["retry-after"] != nil) == (row.status == 503))
      expectNothingInternal(in: answer.body, row)
    }
    expectLog(result, row, route: "preview")
  }

  @Test(arguments: rows) func `on the stream it is the terminal event`(row: Row) throws {
    let result = try Stage().run(row.script) { client in
      let answer = try await client.stream()

      #expect(answer.status == 200)
      #expect(answer.eventTypes.last == "error")
      #expect(answer.terminal?["error"]?.stringValue == row.code)
      expectNothingInternal(in: answer.terminal?.jsonString(pretty: false) ?? "", row)
    }
    expectLog(result, row, route: "preview_stream")
  }

  private func expectNothingInternal(in text: String, _ row: Row) {
    for secret in ["zod", "JSON", "tools[0]", "banned", "Sorry", "status 4", "html", "reset"] {
      #expect(!text.contains(secret), "\(secret) leaked")
    }
    if row.code == "spec_too_large" { #expect(text.contains("split the prompt")) }
  }

  private func expectLog(_ result: Stage.Result, _ row: Row, route: String) {
    #expect(result.outcomes.map(\.event) == [row.outcome.rawValue])
    guard let line = result.outcomes.first else { return }
    #expect(line["status"]?.intValue == row.status)
    #expect(line["route"]?.stringValue == route)
    let finding = (line["zod_message"] ?? line["reason"])?.stringValue
    #expect(finding?.contains(row.finding) == true || row.finding.isEmpty)
    #expect((line["output"] != nil) == (row.status == 422))
    #expect(!line.json.contains("sk-anthropic"))
  }

  @Test func `the provider's wait is passed on, and else there is one of ours`() throws {
    let script: ScriptedProvider.Script = { call in
      call.respond(529, "{}", call.number == 1 ? ["retry-after": "6.2"] : [:])
    }
    try Stage().run(script) { client in
      let named = try await client.preview()
      let unnamed = try await client.preview()
      #expect(named.fields["retry-after"] == "7")
      #expect(unnamed.fields["retry-after"] == "10")
    }
  }

  @Test func `the log holds 400 characters of the model's output`() throws {
    let result = try Stage().run { call in
      call.answer(String(repeating: "\u{E9}", count: 500))
    } _: { client in
      _ = try await client.preview()
    }
    let output = result.outcomes.first?["output"]?.stringValue
    #expect(output == String(repeating: "\u{E9}", count: 400))
  }

  @Test(arguments: [
    ("length", 422, "spec_too_large"),  // GLM's word for max_tokens.
    ("sensitive", 422, "spec_refused"),  // GLM's moderation.
    ("network_error", 502, "provider_error"),  // GLM's inference broke.
  ])
  func `GLM's finish reasons mean the same`(reason: String, status: Int, code: String) throws {
    try Stage().run { call in
      call.answerGLM("{", reason)
    } _: { client in
      let answer = try await client.preview(.hobby)
      #expect(answer.status == status)
      #expect(answer.json?["error"]?.stringValue == code)
    }
  }

  @Test(arguments: [
    ("```json\n\(Stage.spec)\n```", true),  // "a fenced ```json block is accepted".
    ("Here:\n```json\n\(Stage.spec)\n```", true),  // With words before it.
    ("\(Stage.spec) Enjoy!", false),  // Words behind bare JSON.
  ])
  func `a fenced spec is accepted`(text: String, isAccepted: Bool) throws {
    try Stage().run { call in
      call.answer(text)
    } _: { client in
      let answer = try await client.preview()
      #expect(answer.status == (isAccepted ? 200 : 422))
    }
  }
}
