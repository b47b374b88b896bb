import Testing

@testable import EdgeSim

@Suite struct EdgeErrorFormatTests {
  @Test(
    arguments: [
      ([], .html, "nothing asked for"),
      (["*/*"], .html, "anything"),
      (["text/html,application/xhtml+xml"], .html, "a browser's page"),
      (["text/event-stream"], .html, "an EventSource"),
      (["application/json"], .json, "an API client"),
      (["application/problem+json"], .problem, "the problem type is mirrored"),
      (["application/json, text/plain, */*"], .json, "equal weights: what stands first"),
      (["*/*, application/json"], .html, "equal weights: what stands first"),
      (["text/html;q=0.5, application/json"], .json, "the higher weight"),
      (["text/html", "application/json;q=0.9"], .html, "the higher weight, over two lines"),
      (["application/json;q=0"], .html, "explicitly not wanted"),
      (["image/png, application/problem+json;q=0.1"], .problem, "the only form we have"),
      (["text/markdown, text/html;q=0.9"], .markdown, "a program that reads prose"),
      (["APPLICATION/JSON"], .json, "types know no case"),
      (["application/json;q=high"], .html, "a weight that is none"),
    ] as [([String], EdgeErrorFormat, String)])
  func `the client's wish decides`(accept: [String], expected: EdgeErrorFormat, reason: String) {
    #expect(EdgeErrorFormat.wanted(by: accept) == expected, "\(reason)")
  }
}
