import Testing
import Wire

@testable import EdgeSim

@Suite struct HopByHopTests {
  @Test(arguments: [
    ("Connection", "keep-alive"), ("Keep-Alive", "timeout=5"), ("Proxy-Connection", "close"),
    ("Proxy-Authorization", "Basic x"), ("TE", "trailers"), ("Trailer", "X-Sum"),
    ("Transfer-Encoding", "chunked"), ("Upgrade", "h2c"),
  ])
  func `a field of one connection goes no further`(name: String, value: String) {
    #expect(HopByHop.removed(from: HTTPFields([(name, value)])).isEmpty)
  }

  @Test func `a nominated field goes no further either`() {
    let fields: HTTPFields = [
      "X-Secret": "1", "Accept": "a", "Connection": "close, x-secret", "connection": "X-Other",
      "x-other": "2",
    ]
    #expect(HopByHop.removed(from: fields) == ["Accept": "a"])
  }

  @Test func `the host and the length cannot be nominated away`() {
    let fields: HTTPFields = [
      "Host": "a", "Content-Length": "1", "Connection": "host, content-length",
    ]
    #expect(HopByHop.removed(from: fields) == ["Host": "a", "Content-Length": "1"])
  }

  @Test func `everything else stays in its order, doubled ones too`() {
    let fields: HTTPFields = ["Set-Cookie": "a=1", "Date": "now", "set-cookie": "b=2"]
    #expect(HopByHop.removed(from: fields) == fields)
  }
}
