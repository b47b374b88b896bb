import Wire

/// Takes secrets out of texts, whoever wrote them there: a provider may echo the key it was sent.
struct Redaction: Sendable {
  /// What stands in the place of a secret.
  static let mark = "[redacted]"
  /// Fewer characters would match ordinary words, and no secret is that short.
  static let shortest = 8

  private let secrets: [String]
  /// The bytes that a secret begins with, a bit for each.
  private let beginnings: SIMD4<UInt64>

  init(_ secrets: [String]) {
    self.secrets = secrets.filter { $0.utf8.count >= Self.shortest }
    beginnings = self.secrets.reduce(into: .zero) { bits, secret in
      for byte in secret.utf8.prefix(1) { bits[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
    }
  }

  /// The same that hides more.
  func hiding(_ more: [String]) -> Redaction {
    more.isEmpty ? self : Redaction(secrets + more)
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
    var text = text
    // Every string of every line comes by here, and nearly none holds a secret.
    guard text.withUTF8(mayHoldSecret) else { return text }
    return secrets.reduce(text) { text, secret in
      var text = text
      return text.withUTF8 { Self.without(Array(secret.utf8), $0) } ?? text
    }
  }

  /// Whether as much of a secret as is taken for one stands anywhere.
  private func mayHoldSecret(_ bytes: ByteView) -> Bool {
    guard bytes.count >= Self.shortest else { return false }
    for index in 0...(bytes.count - Self.shortest) {
      let byte = bytes[index]
      guard beginnings[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 else { continue }
      let piece = bytes[index..<(index + Self.shortest)]
      if secrets.contains(where: { $0.utf8.prefix(Self.shortest).elementsEqual(piece) }) {
        return true
      }
    }
    return false
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
