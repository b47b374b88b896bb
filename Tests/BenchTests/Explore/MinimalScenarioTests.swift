import Testing

@testable import bmm_bench

struct MinimalScenarioTests {
  private func check(_ text: String) -> Oracle { Oracle(kind: .check, name: text) }

  @Test(arguments: [
    ("p99(ttft) < 5s", "p99-ttft-lt-5s"), ("p99(ttft) <= 5s", "p99-ttft-le-5s"),
    ("count(a=b) > 0", "count-a-eq-b-gt-0"), ("count(a!=b) >= 0", "count-a-ne-b-ge-0"),
    ("x == 1", "x-eq-1"), ("terminal-event", "terminal-event"), ("…", "check"),
  ])
  func `a file's name tells its check, operators as words`(check: String, name: String) {
    var names = MinimalNames()
    #expect(names.name(for: self.check(check)) == name)
  }

  @Test func `no two files of a search have one name`() {
    var names = MinimalNames()
    let long = String(repeating: "x", count: 70)
    let made = [long + "1", long + "2", long + "3"].map { names.name(for: check($0)) }
    let plain = String(repeating: "x", count: 60)
    #expect(made == [plain, plain + "-2", plain + "-3"])
  }

  @Test(arguments: ["\n", "\r", "\r\n", "\u{2028}", "\u{85}"])
  func `what was said stays within its comment`(newline: String) throws {
    let failure = ShrinkMachine.Failure(
      document: try JSON5Parser.parse("{ name: 'x', about: 'y' }".utf8, file: "x.json5"), seed: 3,
      oracle: check("a"), virtual: .zero, said: "one\(newline)two", witness: nil)
    let text = MinimalScenario(failure, of: "origin", name: "a").text(in: "Results")
    #expect(text.contains("// one two\n"))
    let document = try JSON5Parser.parse(text.utf8, file: "y.json5")
    #expect(document.node(at: SourcePath().key("seed"))?.line == "3")
  }
}
