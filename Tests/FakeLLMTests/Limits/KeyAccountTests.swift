import Testing
import World

@testable import FakeLLM

@Suite struct KeyAccountTests {
  private func breach(
    _ account: inout KeyAccount, inputTokens: Int, at seconds: Int = 0
  ) -> LimitBreach? {
    do throws(LimitBreach) {
      try account.admit(inputTokens: inputTokens, at: .start + .seconds(seconds))
      return nil
    } catch {
      return error
    }
  }

  @Test func `the first limit that is short is named, with the wait until none is`() {
    let limits = ProviderLimits(requestsPerMinute: 2, inputTokensPerMinute: 100)
    var account = KeyAccount(limits, at: .start)
    #expect(breach(&account, inputTokens: 50) == nil)
    #expect(breach(&account, inputTokens: 50) == nil)
    // A request comes in every 30 s, but 100 tokens take 60.
    #expect(
      breach(&account, inputTokens: 100)
        == .rate(.requests, perMinute: 2, wait: .seconds(60)))
    #expect(
      breach(&account, inputTokens: 100, at: 59)
        == .rate(.inputTokens, perMinute: 100, wait: .seconds(1)))
    #expect(breach(&account, inputTokens: 100, at: 60) == nil)
  }

  @Test func `a refused call costs nothing`() {
    var account = KeyAccount(ProviderLimits(requestsPerMinute: 1), at: .start)
    #expect(breach(&account, inputTokens: 1) == nil)
    for second in 0..<60 {
      #expect(breach(&account, inputTokens: 1, at: second) != nil, "after \(second) s")
    }
    #expect(breach(&account, inputTokens: 1, at: 60) == nil)
  }

  @Test func `a call beyond a limit's whole minute never gets in, and is told no time`() {
    var account = KeyAccount(ProviderLimits(inputTokensPerMinute: 100), at: .start)
    #expect(
      breach(&account, inputTokens: 101, at: 600)
        == .rate(.inputTokens, perMinute: 100, wait: nil))
  }

  @Test func `output is counted as it is generated, and one token is enough to begin`() {
    var account = KeyAccount(ProviderLimits(outputTokensPerMinute: 60), at: .start)
    #expect(breach(&account, inputTokens: 1) == nil)
    account.charge(outputTokens: 59, at: .start)
    #expect(breach(&account, inputTokens: 1) == nil)
    account.charge(outputTokens: 31, at: .start)
    #expect(
      breach(&account, inputTokens: 1)
        == .rate(.outputTokens, perMinute: 60, wait: .seconds(31)))
    #expect(breach(&account, inputTokens: 1, at: 31) == nil)
  }

  @Test func `a slow stream does not empty a bucket that fills faster`() {
    var account = KeyAccount(ProviderLimits(outputTokensPerMinute: 600), at: .start)
    account.charge(outputTokens: 300, at: .start + .seconds(60))
    #expect(account.state(at: .start + .seconds(60)).outputTokens?.remaining == 600)
  }

  @Test func `the spend cap counts input and output, and no wait helps`() {
    var account = KeyAccount(ProviderLimits(spendCap: 100), at: .start)
    #expect(breach(&account, inputTokens: 40) == nil)
    account.charge(outputTokens: 59, at: .start)
    #expect(breach(&account, inputTokens: 1) == nil)
    #expect(breach(&account, inputTokens: 1, at: 3600) == .spendCap(tokens: 100))
  }

  @Test func `the state has the limits that exist, and both kinds of tokens as one`() {
    let limits = ProviderLimits(inputTokensPerMinute: 100, outputTokensPerMinute: 60)
    var account = KeyAccount(limits, at: .start)
    #expect(breach(&account, inputTokens: 50) == nil)
    let state = account.state(at: .start)
    #expect(state.requests == nil)
    #expect(state.inputTokens == .init(limit: 100, remaining: 50, full: .seconds(30)))
    #expect(state.tokens == .init(limit: 160, remaining: 110, full: .seconds(30)))
  }
}
