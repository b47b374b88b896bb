import Testing
import World

@testable import bmm_bench

struct EventSourceStateTests {
  @Test func `it comes again only where its browser says so`() {
    let source = EventSourceState()
    for kind in BrowserReport.Kind.allCases {
      #expect((source.wait(after: kind) != nil) == (kind == .reconnecting), "\(kind)")
    }
  }

  @Test func `it waits three seconds, or as long as a stream has said`() {
    var source = EventSourceState()
    #expect(source.wait(after: .reconnecting) == .seconds(3))
    source.read(lastEventID: "", retryMilliseconds: 50)
    #expect(source.wait(after: .reconnecting) == .milliseconds(50))
    // A later stream that says nothing of it changes nothing.
    source.read(lastEventID: "", retryMilliseconds: nil)
    #expect(source.wait(after: .reconnecting) == .milliseconds(50))
  }

  @Test func `the last id outlives a stream that names none`() {
    var source = EventSourceState()
    #expect(source.lastEventID == "")
    source.read(lastEventID: "7", retryMilliseconds: nil)
    source.read(lastEventID: "", retryMilliseconds: nil)
    #expect(source.lastEventID == "7")
  }
}
