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

  @Test(arguments: ["a.b.c", "a..b", "..", "e30.e30.e30"])
  func `what is no token is a key`(text: String) {
    #expect(ZhipuToken(text) == nil && key(text, [text]) == text)
  }
}
