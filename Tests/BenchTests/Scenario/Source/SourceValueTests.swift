import Testing

@testable import bmm_bench

struct SourceValueTests {
  private enum Preset: String, CaseIterable {
    case none
    case cloudflare
    case nginx
  }

  private func value(_ text: String) throws -> SourceValue {
    SourceValue(try JSON5Parser.parse(text.utf8, file: "x.json5"), path: "a.b")
  }

  private func message(_ text: String, _ read: (SourceValue) throws -> Void) throws -> String? {
    let value = try value(text)
    return #expect(throws: ScenarioError.self) { try read(value) }?.message
  }

  @Test(
    arguments: [
      ("1", "a.b must be a text, not a number"),
      ("null", "a.b must be a text, not null"),
      ("true", "a.b must be a text, not true or false"),
      ("{}", "a.b must be a text, not an object"),
      ("[]", "a.b must be a text, not an array"),
    ])
  func `another kind of value is named`(text: String, expected: String) throws {
    #expect(try message(text) { _ = try $0.string() } == expected)
  }

  @Test(
    arguments: [
      ("1.5", "a.b must be a whole number, not 1.5"),
      ("'1'", "a.b must be a whole number, not a text"),
      ("0", "a.b is 0; allowed: 1 to 64000"),
      ("64001", "a.b is 64001; allowed: 1 to 64000"),
      ("1e300", "a.b must be a whole number, not 1e300"),
    ])
  func `a whole number is checked`(text: String, expected: String) throws {
    #expect(try message(text) { _ = try $0.int(in: 1...64_000) } == expected)
  }

  @Test(
    arguments: [
      ("1", 1), ("64000", 64_000), ("+7", 7), ("1e3", 1_000), ("0x1F", 31), ("2.0", 2),
    ])
  func `a whole number may be written in any way`(text: String, expected: Int) throws {
    #expect(try value(text).int(in: 1...64_000) == expected)
  }

  @Test func `large whole numbers do not pass through a Double`() throws {
    #expect(try value("9007199254740993").int() == 9_007_199_254_740_993)  // 2^53 + 1
  }

  @Test func `without an upper bound the message names the lower one`() throws {
    #expect(try message("-1") { _ = try $0.int() } == "a.b is -1; allowed: at least 0")
    #expect(try message("-0.5") { _ = try $0.double() } == "a.b is -0.5; allowed: at least 0")
    #expect(
      try message("2") { _ = try $0.double(in: 0...1.5) } == "a.b is 2; allowed: 0 to 1.5")
  }

  @Test(
    arguments: [
      ("95", "a.b needs a unit (us, ms, s, m, h); write a text such as \"95s\", not 95"),
      ("'95'", "a.b cannot be read: \"95\" has no unit; add one of us, ms, s, m, h"),
      ("true", "a.b must be a text such as \"95s\", not true or false"),
      ("'1ms'", "a.b is 1ms; allowed: 250ms to 10m"),
      ("'11m'", "a.b is 11m; allowed: 250ms to 10m"),
    ])
  func `a duration is checked`(text: String, expected: String) throws {
    let range = Duration.milliseconds(250)...Duration.seconds(600)
    #expect(try message(text) { _ = try $0.duration(in: range) } == expected)
  }

  @Test func `rates and sizes need their units too`() throws {
    #expect(
      try message("5") { _ = try $0.rate() }
        == "a.b needs a unit (/s, /m, /h); write a text such as \"5/s\", not 5")
    #expect(
      try message("'50/s'") { _ = try $0.rate(in: 1...20) } == "a.b is 50/s; allowed: 1/s to 20/s")
    #expect(
      try message("12") { _ = try $0.bytes() }
        == "a.b needs a unit (B, kB, MB, GB, KiB, MiB, GiB); "
        + "write a text such as \"12kB\", not 12")
    #expect(
      try message("'1B'") { _ = try $0.bytes(in: 2...Int.max) } == "a.b is 1B; allowed: at least 2B"
    )
  }

  @Test(
    arguments: [
      ("1.5", "a.b is 1.5; allowed: 0 to 1, or \"0%\" to \"100%\""),
      ("-0.1", "a.b is -0.1; allowed: 0 to 1, or \"0%\" to \"100%\""),
      (
        "'150%'",
        "a.b cannot be read: \"150%\" is out of range; allowed: 0 to 1, or 0% to 100%"
      ),
      ("[]", "a.b must be a number from 0 to 1 or a text such as \"5%\", not an array"),
    ])
  func `a probability is checked`(text: String, expected: String) throws {
    #expect(try message(text) { _ = try $0.probability() } == expected)
  }

  @Test func `an array may be too short`() throws {
    #expect(
      try message("[]") { _ = try $0.array(count: 1...3) } == "a.b has 0 elements; allowed: 1 to 3")
    #expect(try message("1") { _ = try $0.array() } == "a.b must be an array, not a number")
  }

  @Test func `a word must be one of the cases`() throws {
    #expect(try value("'nginx'").enumeration(among: Preset.self) == .nginx)
    #expect(
      try message("'cloudflar'") { _ = try $0.enumeration(among: Preset.self) }
        == "a.b cannot be \"cloudflar\"; did you mean \"cloudflare\"? "
        + "(allowed: none, cloudflare, nginx)")
    #expect(
      try message("'haproxy'") { _ = try $0.enumeration(among: Preset.self) }
        == "a.b cannot be \"haproxy\" (allowed: none, cloudflare, nginx)")
  }

  @Test func `a check in a scenario keeps its place and its column`() throws {
    #expect(try value("'max(e2e) < 100s'").expectation().metric == .e2e)
    #expect(
      try message("'max(e2) < 100s'") { _ = try $0.expectation() }
        == "a.b cannot be read: \"max(e2) < 100s\", column 5: unknown metric \"e2\"; "
        + "did you mean \"e2e\"? "
        + "(known: ttft, itl, tpot, e2e, outputTokens, cost, bytes, gap, headroom, "
        + "upstreamLag, violations)")
  }
}
