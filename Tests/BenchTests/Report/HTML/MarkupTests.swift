import Testing

@testable import bmm_bench

struct MarkupTests {
  @Test(
    arguments: [
      ("</script><script>alert(1)", "&lt;/script&gt;&lt;script&gt;alert(1)"),
      ("<img src=x onerror='a'>", "&lt;img src=x onerror=&#39;a&#39;&gt;"),
      ("\" onclick=\"a", "&quot; onclick=&quot;a"),
      ("&amp;", "&amp;amp;"),
      ("a\u{0}b\u{1B}[31m\u{7F}", "a␀b␛[31m␡"),
      ("a\tb\nc", "a\tb\nc"),
      ("\u{FFFE}\u{FFFF}é漢🙂", "\u{FFFD}\u{FFFD}é漢🙂"),
    ])
  func `a text between tags is only ever a text`(text: String, html: String) {
    let markup: Markup = "<p title=\"\(text)\">\(text)</p>"
    #expect(markup.html == "<p title=\"\(html)\">\(html)</p>")
  }

  @Test func `markup goes into markup as it is`() {
    let items: [Markup] = ["<li>\("a<b")</li>", "<li>2</li>"]
    let list: Markup = "<ul>\(items)</ul>"
    #expect(list.html == "<ul><li>a&lt;b</li><li>2</li></ul>")
  }

  @Test(
    arguments: [
      (0.0, "0"), (12.0, "12"), (12.34, "12.3"), (0.05, "0.1"), (-0.04, "0"), (-3.25, "-3.3"),
      (1000, "1000"),
    ])
  func `a coordinate has at most a tenth`(number: Double, text: String) {
    let markup: Markup = "\(number)"
    #expect(markup.html == text)
  }
}
