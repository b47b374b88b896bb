import Testing

@testable import Service

@Suite struct LogLevelTests {
  @Test func `the levels rise in their order, so that a least one can be named`() {
    #expect(LogLevel.allCases == [.info, .warn, .error])
    #expect(LogLevel.allCases.sorted() == LogLevel.allCases)
    #expect(LogLevel.info < .error)
  }
}
