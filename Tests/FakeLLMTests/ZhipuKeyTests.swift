import HTTP
import Testing
import Wire
import World

@testable import FakeLLM

@Suite struct ZhipuKeyTests {
  /// A token as older clients sign it; the signature is none.
  private func token(_ claims: String) -> String {
    let parts = [#"{"alg":"HS256","sign_type":"SIGN"}"#, claims, "signature"]
    return parts.map { part in
      Base64.encode(Array(part.utf8)).replacing("+", with: "-").replacing("/", with: "_")
        .replacing("=", with: "")
    }.joined(separator: ".")
  }

  private func key(_ bearer: String, _ apiKeys: [String]?) -> String? {
    let reader = ZhipuRequestReader(models: ModelCatalog(names: []), apiKeys: apiKeys)
    return try? reader.key(["authorization": "Bearer \(bearer)"])
  }

  @Test func `a key is taken as it is`() {
    #expect(key("id.secret", ["id.secret"]) == "id.secret")
    #expect(key("anything", nil) == "anything")
    #expect(key("id", ["id.secret"]) == nil)
    #expect(key("id.other", ["id.secret"]) == nil)
  }

  @Test func `a signed token stands for the key that it names`() {
    // The question marks make both letters by which the alphabet for URLs differs.
    let token = token(#"{"api_key":"id","exp":1,"timestamp":1,"x":"???>>>~~~"}"#)

    #expect(key(token, ["id.secret"]) == "id.secret")
    #expect(key(token, ["other.secret"]) == nil)
    #expect(key(token, nil) == "id")
  }

  @Test(arguments: ["/api/paas/v4/chat/completions", "/api/anthropic/v1/messages"])
  func `calls of two tokens of one key count together`(path: String) throws {
    let stage = Stage(
      Stage.quickLoop(),
      FakeLLMConfiguration(models: [.steady], limits: ProviderLimits(requestsPerMinute: 1)))
    let statuses = try stage.run { client in
      var statuses: [Int] = []
      for claims in [#"{"api_key":"a","exp":1}"#, #"{"api_key":"a","exp":2}"#, #"{"api_key":"b"}"#]
      {
        let fields: HTTPFields = ["authorization": "Bearer \(token(claims))"]
        let request = Ask.completion(fields: fields, at: path)
        statuses.append(try await Reply.read(request, from: client, in: stage.users).status)
      }
      return statuses
    }
    #expect(statuses == [200, 429, 200])
  }

  @Test func `the key of a token has the account, of a request without a body as well`() {
    let fields: HTTPFields = ["authorization": "Bearer \(token(#"{"api_key":"a"}"#))"]
    let vendors = Vendors(FakeLLMConfiguration())
    #expect(vendors.zhipu.account(fields) == "a" && vendors.zhipuAnthropic.account(fields) == "a")
    #expect(vendors.zhipu.account(["authorization": "Bearer id.secret"]) == "id.secret")
    #expect(vendors.openAI.account(fields) == token(#"{"api_key":"a"}"#))
    #expect(vendors.zhipu.account([:]).isEmpty)
  }

  @Test(arguments: ["a.b.c", "a..b", "..", "e30.e30.e30"])
  func `what is no token is a key`(text: String) {
    #expect(ZhipuToken(text) == nil && key(text, [text]) == text)
  }
}
