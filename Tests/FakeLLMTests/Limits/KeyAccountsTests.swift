import Testing
import World

@testable import FakeLLM

@Suite struct KeyAccountsTests {
  /// A generation that has come as far as the test says.
  private final class Written: Generation {
    var tokens = 0
    let result: GenerationResult? = nil

    func run(_ done: @escaping () -> Void) {}

    func stop() {}
  }

  @Test func `without limits there is nothing to count`() {
    #expect(KeyAccounts(ProviderLimits(overloadShare: 0.5)) == nil)
  }

  @Test func `each key has its own limits`() throws {
    var accounts = try #require(KeyAccounts(ProviderLimits(requestsPerMinute: 1)))
    try accounts.admit("a", inputTokens: 1, at: .start)
    try accounts.admit("b", inputTokens: 1, at: .start)
    #expect(throws: LimitBreach.rate(.requests, perMinute: 1, wait: .seconds(60))) {
      try accounts.admit("a", inputTokens: 1, at: .start)
    }
  }

  @Test func `what runs is charged up to the present, and its end is charged once`() throws {
    var accounts = try #require(KeyAccounts(ProviderLimits(outputTokensPerMinute: 600)))
    let stream = Written()
    try accounts.admit("a", inputTokens: 1, at: .start)
    accounts.began(stream, for: "a")
    func remaining() -> Int? { accounts.state(of: "a", at: .start)?.outputTokens?.remaining }
    stream.tokens = 10
    #expect(remaining() == 590)
    stream.tokens = 30
    #expect(remaining() == 570)
    // Between the last token and the end of its task the schedule had run on.
    stream.tokens = 45
    #expect(remaining() == 555)
    accounts.ended(stream, tokens: 40, at: .start)
    #expect(remaining() == 560)
    stream.tokens = 100
    #expect(remaining() == 560)
  }

  @Test func `the oldest key is forgotten when there are too many`() throws {
    var accounts = try #require(KeyAccounts(ProviderLimits(requestsPerMinute: 1)))
    for number in 0...FakeLLMLimits.accounts {
      try accounts.admit("\(number)", inputTokens: 1, at: .start)
    }
    // Key 0 has made room for the last one, and starts anew; key 2 is remembered.
    try accounts.admit("0", inputTokens: 1, at: .start)
    #expect(throws: LimitBreach.self) { try accounts.admit("2", inputTokens: 1, at: .start) }
  }
}
