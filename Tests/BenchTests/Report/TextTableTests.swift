import Testing

@testable import bmm_bench

struct TextTableTests {
  @Test func `columns line up by what is seen of control characters`() {
    var table = TextTable([.init(title: "a"), .init(title: "b", overflow: .wrap)])
    table.add(["\u{1B}[1m", "x\ny\u{0}"])
    table.add(["plain", "z"])
    #expect(
      table.lines(width: 80) == [
        "a          b", "---------  --------", "\\u{1b}[1m  x y\\u{0}", "plain      z",
      ])
    #expect(TextTableLayout.cut("\u{1B}[1mbold", to: 9) == "\\u{1b}[1…")
  }

  @Test func `columns line up at their sides`() {
    var table = TextTable([.init(title: "plan"), .init(title: "p99", alignment: .right)])
    table.add(["team", "5.00 s"])
    table.add(["é", "94 s"])

    #expect(
      table.lines(width: 80) == [
        "plan     p99",
        "----  ------",
        "team  5.00 s",
        "é       94 s",
      ])
  }

  @Test func `a table without headings begins with its rows`() {
    var table = TextTable([.init(title: ""), .init(title: "")])
    table.add(["a", "b"])
    table.add(["long", ""])
    #expect(table.lines(width: 80) == ["a     b", "long"])
  }

  @Test func `a flexible column gives way and figures stay`() {
    var table = TextTable([
      .init(title: "check", overflow: .ellipsis), .init(title: "ms", alignment: .right),
    ])
    table.add(["p99(ttft, outcome=spec)", "12345"])

    #expect(
      table.lines(width: 20) == [
        "check             ms",
        "-------------  -----",
        "p99(ttft, ou…  12345",
      ])
  }

  @Test func `long text is wrapped at spaces, and a long word anywhere`() {
    var table = TextTable([.init(title: ""), .init(title: "", overflow: .wrap)])
    table.add(["key", "one two three abcdefghijklmnop"])

    #expect(
      table.lines(width: 13) == [
        "key  one two",
        "     three",
        "     abcdefgh",
        "     ijklmnop",
      ])
  }

  @Test(arguments: 18...60)
  func `no line is wider than the terminal and none ends in a space`(width: Int) {
    var table = TextTable([
      .init(title: "name of it", overflow: .wrap), .init(title: "what", overflow: .ellipsis),
      .init(title: "p50", alignment: .right), .init(title: "a figure", alignment: .right),
    ])
    table.add(["some words that need a few lines", "cut somewhere in here", "94.2 s", "1"])
    table.add(["", "", "", ""])
    for line in table.lines(width: width) {
      // 18 is the least: four columns of three characters, and three gaps of two.
      #expect(line.unicodeScalars.count <= width)
      #expect(line.last != " ")
    }
  }

  @Test func `a row must have a cell for every column`() async {
    await #expect(processExitsWith: .failure) {
      var table = TextTable([.init(title: "a")])
      table.add(["1", "2"])
    }
  }
}
