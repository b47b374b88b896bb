import Testing

@testable import bmm_bench

struct ColourChoiceTests {
  @Test(
    arguments: [
      (ColourChoice.auto, true, nil, "xterm", true, "a terminal"),
      (.auto, false, nil, "xterm", false, "a pipe"),
      (.auto, true, "1", "xterm", false, "the user wants none anywhere"),
      (.auto, true, "", "xterm", true, "an empty NO_COLOR says nothing"),
      (.auto, true, nil, "dumb", false, "a terminal without them"),
      (.always, false, "1", "dumb", true, "the flag goes before the environment"),
      (.never, true, nil, "xterm", false, "the flag"),
    ] as [(ColourChoice, Bool, String?, String, Bool, String)])
  func `colours are for terminals whose users want them`(
    choice: ColourChoice, isTerminal: Bool, noColor: String?, term: String, allowed: Bool,
    reason: String
  ) {
    #expect(
      choice.allows(isTerminal: isTerminal, noColor: noColor, term: term) == allowed, "\(reason)")
  }
}
