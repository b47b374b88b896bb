import Testing

@testable import Service

@Suite struct MagicLinkTests {
  private static let token = String(repeating: "0a", count: 32)

  @Test(arguments: [
    "token=\(token)", "a=b&token=\(token)", "token=\(token)&utm_source=mail", "&token=\(token)&",
  ])
  func `a link is found in its query`(query: String) {
    #expect(MagicLink(query: query) == MagicLink(token: Self.token))
  }

  @Test(arguments: [
    nil, "", "token", "token=", "Token=\(token)", "tokens=\(token)",
    "token=\(token)0", "token=\(token.dropLast())",  // One digit too many, one too few.
    "token=\(token)&token=\(token)",  // Nobody knows which of the two counts.
    "token=\(token.uppercased())", "token=%30a\(token.dropFirst(2))",  // We do not write so.
    "token=\(token.dropLast(2))é", "token=\(token.dropLast())'", "token=../../etc/passwd",
  ])
  func `what we do not write is no link`(query: String?) {
    #expect(MagicLink(query: query) == nil)
  }

  @Test func `its mail has the link, alone on its line, and nothing of it in the subject`() throws {
    let email = try #require(EmailAddress("Ada@Example.org"))
    let mail = MagicLink(token: Self.token).mail(to: email, at: "https://api.example", of: "r-1")
    #expect(mail.to == "ada@example.org")
    #expect(
      mail.link == "https://api.example/v1/auth/magic-link/callback?token=\(Self.token)")
    #expect(mail.text.split(separator: "\n").contains { $0 == mail.link })
    #expect(mail.text.contains("15 minutes"))
    #expect(!mail.subject.contains(Self.token))
    #expect(mail.requestID == "r-1")
  }

  @Test func `its name in logs tells it apart and is no part of it`() {
    let link = MagicLink(token: Self.token)
    #expect(link.name.utf8.count == 16)
    #expect(link.name != MagicLink(token: String(Self.token.reversed())).name)
    #expect(!Self.token.contains(link.name))
  }
}
