import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

/// What goes wrong, and what each product calls it.
@Suite struct EdgeCauseTests {
  private static let origin = Address("service", port: 80)

  @Test(
    arguments: [
      (.refused(origin), 521, 502), (.timedOut(origin), 522, 504),
      (.unreachable(origin), 523, 502), (.tooManyFiles(origin), 500, 500),
    ] as [(ConnectError, Int, Int)])
  func `an origin that cannot be reached`(error: ConnectError, cloudflare: Int, nginx: Int) {
    #expect(EdgeProduct.cloudflare.errorCode(for: EdgeCause(error)) == cloudflare)
    #expect(EdgeProduct.nginx("1.22.1").errorCode(for: EdgeCause(error)) == nginx)
  }

  @Test(
    arguments: [
      (.malformed(.headTooLong(byteCount: 2, limit: 1)), 413, 494),
      (.malformed(.tooManyFields(limit: 1)), 413, 494),
      (.malformed(.trailersTooLong(limit: 1)), 431, 400),
      (.malformed(.bodyTooLong(byteCount: 2, limit: 1)), 413, 413),
      (.malformed(.targetTooLong(byteCount: 2, limit: 1)), 414, 414),
      (.malformed(.missingHost), 400, 400), (.bodyTimedOut(after: .seconds(60)), 408, nil),
      (.headTimedOut(after: .seconds(60)), 408, nil), (.bodyTooSlow(limit: .seconds(1)), 408, nil),
      (.tooManyBodies(heldByteCount: 2, limit: 1), 500, 500),
    ] as [(HTTPRefusal, Int, Int?)])
  func `a request that is refused`(refusal: HTTPRefusal, cloudflare: Int, nginx: Int?) {
    #expect(EdgeProduct.cloudflare.errorCode(for: EdgeCause(refusal)) == cloudflare)
    #expect(EdgeProduct.nginx("1.22.1").errorCode(for: EdgeCause(refusal)) == nginx)
  }

  @Test func `what a client or the hop itself does has no page`() {
    for cause in [EdgeCause.passed, .idleCut, .clientGone, .clientStalled, .stopped] {
      #expect(cause.errorCode == nil)
    }
  }
}
