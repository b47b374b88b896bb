import Testing

@testable import World

@Suite struct AddressTests {
  @Test(arguments: [
    ("localhost:80", Address("localhost", port: 80)), ("10.0.0.1:0", Address("10.0.0.1", port: 0)),
    ("a:65535", Address("a", port: 65_535)), ("a:65536", nil), ("a:-1", nil), ("a:", nil),
    (":80", nil), ("a", nil), ("a:b:80", nil), ("", nil),
  ])
  func `a text is a host and a port, or none`(text: String, address: Address?) {
    #expect(Address(text: text) == address)
  }

  @Test(arguments: [
    ("localhost", true), ("127.0.0.1", true), ("127.255.0.9", true), ("128.0.0.1", false),
    ("127.0.0", false), ("127.0.0.1.example", false), ("127.a.b.c", false), ("0.0.0.0", false),
  ])
  func `only this machine is loopback, not a name that begins like it`(host: String, is it: Bool) {
    #expect(Address(host, port: 1).isLoopback == it)
  }

  @Test(arguments: [
    ("localhost", true), ("10.0.0.1", true), ("vm", false), ("1.2.3", false), ("::1", false),
    ("1.2.3.4.example", false), ("", false),
  ])
  func `sockets reach IPv4 literals and localhost, no names`(host: String, reaches: Bool) {
    #expect(Address(host, port: 1).isForSockets == reaches)
  }

  @Test func `live, a name has no address`() throws {
    let loop = try Loop.live(LiveOptions(seed: 1))
    let world = World("a", on: loop)
    var error: ConnectError?
    world.connect(to: Address("vm.example", port: 1), by: .never) {
      if case .failure(let reason) = $0 { error = reason }
    }
    #expect(error == .unresolved(Address("vm.example", port: 1)))
  }
}
