import Wire

/// Takes secrets out of texts, whoever wrote them there: a provider may echo the key it was sent.
struct Redaction: Sendable {
  /// What stands in the place of a secret.
  static let mark = "[redacted]"
  /// Fewer characters would match ordinary words, and no secret is that short.
  static let shortest = 8

  private let secrets: [[UInt8]]

  init(_ secrets: [String]) {
    self.secrets = secrets.map { Array($0.utf8) }.filter { $0.count >= Self.shortest }
  }

  /// The value without any of the secrets.
  func clean(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(clean(text))
    case .array(let elements): .array(elements.map(clean))
    case .object(let members):
      .object(members.map { JSONMember(key: $0.key, value: clean($0.value)) })
    default: value
    }
  }

  /// The text without any of the secrets.
  func clean(_ text: String) -> String {
    secrets.reduce(text) { text, secret in
      var text = text
      // Every string of every line comes by here, and nearly none holds a secret.
      return text.withUTF8 { Self.without(secret, $0) } ?? text
    }
  }

  /// The bytes with marks in the place of a secret, also of one that was cut at the end; nil for
  /// bytes that have none.
  private static func without(_ secret: [UInt8], _ bytes: ByteView) -> String? {
    var clean: [UInt8] = []
    var copied = 0
    var index = 0
    while index + shortest <= bytes.count {
      let length = min(secret.count, bytes.count - index)
      guard bytes[index] == secret[0],
        bytes[index..<(index + length)].elementsEqual(secret[..<length])
      else {
        index += 1
        continue
      }
      clean += bytes[copied..<index] + Array(mark.utf8)
      index += length
      copied = index
    }
    guard copied > 0 else { return nil }
    return String(decoding: clean + bytes[copied...], as: UTF8.self)
  }
}
