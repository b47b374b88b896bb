import Testing

@testable import EdgeSim

@Suite struct ListFieldTests {
  @Test(
    arguments: [
      ([], []), ([""], []), (["a"], ["a"]), ([" a ,\tb,,c "], ["a", "b", "c"]),
      (["a, b", "c"], ["a", "b", "c"]), ([" , "], []),
    ] as [([String], [Substring])])
  func `lines are taken apart into items`(lines: [String], expected: [Substring]) {
    #expect(ListField.items(lines) == expected)
  }

  @Test(
    arguments: [
      ("text/html", "text/html", nil), ("text/html;q=0.5", "text/html", "0.5"),
      ("text/html ; charset=utf-8; Q = 0.5", "text/html", "0.5"), ("a;q", "a", nil),
    ] as [(Substring, Substring, Substring?)])
  func `an item is a value with parameters`(
    item: Substring, value: Substring, weight: Substring?
  ) {
    #expect(ListField.value(of: item) == value)
    #expect(ListField.parameter("q", of: item) == weight)
  }
}
