import Testing
import World

@testable import FakeLLM

@Suite struct MinuteBucketTests {
  private func bucket(_ perMinute: Int) -> MinuteBucket {
    MinuteBucket(perMinute: perMinute, at: .start)
  }

  @Test func `it is full at first and holds no more than a minute's worth`() {
    var bucket = bucket(50)
    #expect(bucket.remaining == 50 && bucket.waitUntilFull == .zero)
    bucket.fill(until: .start + .seconds(3600))
    #expect(bucket.remaining == 50)
  }

  @Test func `it fills evenly, one piece after the other`() {
    var bucket = bucket(3)
    bucket.take(3)
    #expect(bucket.remaining == 0 && bucket.wait(for: 1) == .seconds(20))
    bucket.fill(until: .start + .nanoseconds(19_999_999_999))
    #expect(bucket.remaining == 0 && bucket.wait(for: 1) == .nanoseconds(1))
    bucket.fill(until: .start + .seconds(20))
    #expect(bucket.remaining == 1 && bucket.wait(for: 1) == .zero)
    #expect(bucket.waitUntilFull == .seconds(40))
  }

  /// Seven a minute are no whole nanoseconds each: what is told must not be too early.
  @Test func `the wait is exact to the nanosecond, rounded up`() throws {
    var bucket = bucket(7)
    bucket.take(7)
    let wait = try #require(bucket.wait(for: 1))
    #expect(wait == .nanoseconds(8_571_428_572))
    var early = bucket
    early.fill(until: .start + (wait - .nanoseconds(1)))
    #expect(early.remaining == 0)
    bucket.fill(until: .start + wait)
    #expect(bucket.remaining == 1)
  }

  @Test func `many looks see the same as one`() {
    var (often, once) = (bucket(7), bucket(7))
    often.take(7)
    once.take(7)
    for tick in 1...1000 { often.fill(until: .start + .milliseconds(17 * tick)) }
    once.fill(until: .start + .seconds(17))
    #expect(often == once)
  }

  @Test func `more may be taken than there is, and has to come in first`() {
    var bucket = bucket(60)
    bucket.take(90)
    #expect(bucket.remaining == 0 && bucket.wait(for: 1) == .seconds(31))
  }

  @Test func `for more than it holds no wait is long enough`() {
    #expect(bucket(60).wait(for: 60) == .zero && bucket(60).wait(for: 61) == nil)
  }

  @Test func `the largest limit and the longest run do not overflow`() {
    var bucket = bucket(1_000_000_000)
    bucket.take(1_000_000_000)
    bucket.fill(until: .never)
    #expect(bucket.remaining == 1_000_000_000)
  }
}
