import Testing

@testable import bmm_bench

struct XMLTextTests {
  @Test(
    arguments: [
      ("a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"),
      ("line\nnext\ttab\r", "line&#10;next&#9;tab&#13;"),
      // No number brings these in either.
      ("x\u{0}\u{8}\u{B}\u{1B}[0m\u{FFFE}\u{FFFF}y", "x[0my"),
      ("ä 𝄞 \u{85} ]]>", "ä 𝄞 \u{85} ]]&gt;"),
    ])
  func `a text becomes what XML can hold`(text: String, escaped: String) {
    #expect(XMLText.escaped(text) == escaped)
  }
}
