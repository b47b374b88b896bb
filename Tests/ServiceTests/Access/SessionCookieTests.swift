import Testing
import Wire

@testable import Service

@Suite struct SessionCookieTests {
  @Test(
    arguments: [
      ("bmm_session=abc", "abc"),  // Alone.
      ("a=1; bmm_session=abc; b=2", "abc"),  // Among others.
      ("a=1;bmm_session=a=b==", "a=b=="),  // Without a space, and equal signs in the value.
      ("xbmm_session=abc", nil),  // Another name that ends alike.
      ("bmm_session=", nil),  // Nothing in it.
      ("bmm_session", nil),  // No value at all.
      ("", nil),  // No cookie.
    ] as [(String, String?)])
  func `the session's cookie is found`(header: String, token: String?) {
    #expect(SessionCookie.token(in: ["cookie": header]) == token)
  }

  @Test func `cookies may come in several lines`() {
    #expect(SessionCookie.token(in: ["cookie": "a=1", "Cookie": "bmm_session=abc"]) == "abc")
    #expect(SessionCookie.token(in: [:]) == nil)
  }
}
