import Testing

@testable import Service

@Suite struct EmailAddressTests {
  @Test(arguments: [
    ("ada@example.org", "ada@example.org"),  // The plain case.
    ("Ada.Love+lace@Example.ORG", "ada.love+lace@example.org"),  // One user, however written.
    ("a@localhost", "a@localhost"),  // A developer's machine.
    ("o'neil@a-b.example", "o'neil@a-b.example"),  // Signs that RFC 5322 allows.
  ])
  func `an address becomes one form`(text: String, form: String) {
    #expect(EmailAddress(text)?.text == form)
  }

  @Test(arguments: [
    "", "ada", "@example.org", "ada@", "a@b@c",  // Not two parts.
    "a..b@example.org", ".a@example.org", "a@example..org", "a@.org",  // Empty labels.
    "a b@example.org", "a@exam ple.org", "a@b\u{0}.org", "a\n@example.org",  // White space, NUL.
    "\u{E9}@example.org", "a@ex\u{E4}mple.org", "a@\u{0430}.org",  // Beyond ASCII.
    "<a@example.org>", "\"a\"@example.org", "a@[127.0.0.1]", "a@b_c.org",  // Other forms.
  ])
  func `what no mail could reach is refused`(text: String) {
    #expect(EmailAddress(text) == nil)
  }

  @Test func `the length is bounded`() {
    let local = String(repeating: "a", count: 242)
    #expect(EmailAddress("\(local)@example.org") != nil)
    #expect(EmailAddress("a\(local)@example.org") == nil)
  }
}
