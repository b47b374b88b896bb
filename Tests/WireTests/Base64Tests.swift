import Foundation
import Testing
import Wire

@Suite struct Base64Tests {
  /// RFC 4648 §10.
  static let vectors = [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ]

  @Test(arguments: vectors)
  func `the vectors of the standard`(bytes: String, text: String) {
    #expect(Base64.encode(Array(bytes.utf8)) == text)
    #expect(Base64.decode(text) == Array(bytes.utf8))
  }

  @Test(
    arguments: [
      "Z", "Zg", "Zg=", "Zm9vY", "Zg===", "====", "=", "Z===",  // Wrong in length or padding.
      "Zh==", "Zm9=",  // Bits that belong to no byte: another spelling of the same.
      "Zg==Zg==", "Z=g=", "=Zg=",  // Padding elsewhere than at the end.
      "Zm 9v", "Zm9v\n", "Zm9v\r\n", "Zm-_", "Zmé=",  // Letters of others.
    ])
  func `any other spelling is refused`(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test(arguments: 0..<100)
  func `it agrees with Foundation, both ways`(seed: Int) {
    var random = TinyRandom(seed: seed)
    let bytes = (0..<random.below(50)).map { _ in UInt8(random.below(256)) }
    let text = Data(bytes).base64EncodedString()

    #expect(Base64.encode(bytes) == text)
    #expect(Base64.decode(text) == bytes)
  }
}
