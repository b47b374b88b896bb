import Wire

/// The signed token (JWT) that older clients send instead of their key.
///
/// It is decoded and not verified: the fake knows no secret by which it could be.
struct ZhipuToken {
  /// The key's id, which the token names.
  let apiKey: String

  /// Nil for a text that is no such token, such as a plain key.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let claims = Self.decode(parts[1]),
      let apiKey = (try? JSONValue.parse(claims))?["api_key"]?.stringValue
    else { return nil }
    self.apiKey = apiKey
  }

  /// The key in a text: of a token the one that it names.
  static func key(in text: String) -> String {
    ZhipuToken(text)?.apiKey ?? text
  }

  /// Tokens use the alphabet for URLs, without padding (RFC 7515 §2).
  private static func decode(_ part: Substring) -> [UInt8]? {
    var text = part.replacing("-", with: "+").replacing("_", with: "/")
    text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    return Base64.decode(String(text))
  }
}
