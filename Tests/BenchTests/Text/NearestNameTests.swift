import Testing

@testable import bmm_bench

struct NearestNameTests {
  @Test(
    arguments: [
      ("", "", 0),  // Nothing to change.
      ("", "abc", 3),  // Insert all.
      ("abc", "", 3),  // Delete all.
      ("plan", "plan", 0),  // Equal.
      ("plan", "plane", 1),  // One insertion.
      ("plan", "pan", 1),  // One deletion.
      ("plan", "plab", 1),  // One replacement.
      ("plan", "paln", 1),  // Neighbours swapped.
      ("kitten", "sitting", 3),  // The example of the text books.
    ])
  func `the distance counts single changes`(first: String, second: String, distance: Int) {
    #expect(NearestName.editDistance(first, second) == distance)
    #expect(NearestName.editDistance(second, first) == distance)
  }

  @Test(
    arguments: [
      ("maxToken", "maxTokens"),  // One letter lost.
      ("MAXTOKENS", "maxTokens"),  // Only the case differs.
      ("timeuot", "timeout"),  // Swapped letters.
      ("temperature", nil),  // Nothing is near.
      ("x", nil),  // A single letter fits everything and therefore nothing.
      ("", nil),  // No word, no guess.
    ] as [(String, String?)])
  func `a guess is made only if it is close`(word: String, guess: String?) {
    #expect(NearestName.find(word, among: ["maxTokens", "timeout", "id"]) == guess)
  }

  @Test func `of two equally near names the earlier one is meant`() {
    #expect(NearestName.find("plat", among: ["plan", "play"]) == "plan")
  }

  @Test func `a long list of names breaks off`() {
    let names = (1...20).map { "name\($0)" }

    let hint = NearestName.hint(for: "other", among: names, listedAs: "known")

    #expect(hint.hasPrefix(" (known: name1, name2, "))
    #expect(hint.hasSuffix(", name16, …)"))
  }
}
