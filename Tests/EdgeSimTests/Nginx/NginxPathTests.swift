import Testing
import Wire

@testable import EdgeSim

@Suite struct NginxPathTests {
  @Test(
    arguments: [
      ("/", "/", "plain"), ("/a/b.c/?x=%zz/../..", "/a/b.c/", "a query is not looked at"),
      ("/a/../b", "/b", "up and down again"), ("/a/b/..", "/a/", "up at the end"),
      ("/a/..", "/", "as far as the root"), ("/a/../..", nil, "and no farther"),
      ("/..", nil, "out of the root"), ("/../a", nil, "the same"), ("/.../a", "/.../a", "a name"),
      ("/./a/.", "/a/", "single dots"), ("//a///b", "/a/b", "empty parts"),
      ("//../a", nil, "which are no parts to go up from"),
      ("/%61%2Fb%2fc", "/a/b/c", "escaped, a slash too"), ("/a%2e%2E/x", "/a../x", "a name"),
      ("/%2e%2E/a", nil, "escaped dots are dots"), ("/a/..%2f..", nil, "so are slashes"),
      ("/a%3fb%23c%25d", "/a?b#c%d", "what these would end"), ("/a#/../..", "/a", "a fragment"),
      ("/a%00", nil, "NUL"), ("/a%", nil, "half an escape"), ("/a%2", nil, "the same"),
      ("/a%g0", nil, "none"), ("*", nil, "no path"), ("a", nil, "no path"),
      ("http://a.example/b/../c?d", "/c", "the whole address"), ("http://a.example", "/", "bare"),
    ] as [(String, String?, String)])
  func `a path is resolved before it is looked for`(
    target: String, expected: String?, reason: String
  ) {
    let head = HTTPRequestHead(method: "GET", target: target)
    #expect(NginxPath.of(head) == expected, "\(reason)")
  }
}
