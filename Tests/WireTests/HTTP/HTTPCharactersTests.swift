import Testing

@testable import Wire

struct HTTPCharactersTests {
  /// RFC 9110 §5.6.2, spelt out.
  private static let token =
    "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

  @Test func `a token holds these characters and no others`() {
    let found = (UInt8.min...UInt8.max).filter(HTTPCharacters.isToken)
    #expect(found == Self.token.utf8.sorted())
  }
}
