import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

/// The control API in virtual time: what it answers, and what becomes of connections.
struct LinkControlTests {
  /// A client, the API, and a far end that says everything back.
  private final class Rig: @unchecked Sendable {  // Confined to its loop.
    let client: World
    private let loop: Loop
    private let isLive: Bool
    private let control: LinkControl
    private let link: World
    private var address = Address("", port: 0)

    init(_ access: LinkAccess = .thisMachine, isLive: Bool = false) throws {
      self.isLive = isLive
      loop = isLive ? try .live(LiveOptions(seed: 1)) : .simulated(SimOptions(seed: 1))
      client = World("client", on: loop)
      link = World("link", on: loop)
      control = LinkControl(in: link, access: access)
      address = try control.start(at: Address(isLive ? "127.0.0.1" : "link", port: 0))
    }

    func run<Value: Sendable>(
      _ visit: @escaping @Sendable (Rig) async throws -> Value
    ) throws -> Value {
      let far = World("far", on: loop)
      let place = isLive ? Address("127.0.0.1", port: 0) : Address("far", port: 7)
      let listener = try far.listen(at: place) { accepted in
        far.spawn("echo") {
          await LinkRig.echo(accepted)
          accepted.finish()
          accepted.close()
        }
      }
      let result = Box<Result<Value, any Error>?>(nil)
      client.spawn("visit") { [self] in
        do {
          result.value = .success(try await visit(self))
        } catch {
          result.value = .failure(error)
        }
        listener.close()
        await control.stop(by: client.now + .seconds(1))
      }
      #expect(loop.run(until: .start + .seconds(600)) == .idle)
      for world in [client, link, far] { #expect(world.leftovers == [], "of \(world.name)") }
      return try #require(try result.value?.get())
    }

    /// One request of the API.
    func ask(
      _ method: String, _ path: String, _ body: String = "",
      fields: HTTPFields = ["host": "localhost"]
    ) async throws -> (status: Int, body: JSONValue?) {
      let client = HTTPClient(in: client, to: address)
      defer { client.close() }
      let request = HTTPRequest(method, path, fields: fields, body: Array(body.utf8))
      let deadline = self.client.now + .seconds(10)
      let call = try await client.send(request, connectBy: deadline)
      defer { call.close() }
      let status = try await call.head(by: deadline).status
      let bytes = try await call.wholeBody(by: deadline, limit: 100_000)
      return (status, try? JSONValue.parse(bytes))
    }

    /// What comes back through a proxy, and how its connection ends.
    func echo(_ text: String, through listen: JSONValue?) async throws -> Heard {
      let port = try #require(listen?.stringValue?.split(separator: ":").last.flatMap { Int($0) })
      let connection = try await client.connect(
        to: Address("link", port: port), by: client.now + .seconds(5))
      defer { connection.close() }
      connection.write(Array(text.utf8))
      return await Heard.all(of: connection, patience: .seconds(5))
    }
  }

  private static let proxy = #"{"name":"a","upstream":"far:7"}"#

  @Test func `a proxy is shown as toxiproxy shows one`() throws {
    let (status, body, all) = try Rig().run { rig in
      let (status, body) = try await rig.ask("POST", "/proxies", Self.proxy)
      return (status, body, try await rig.ask("GET", "/proxies").body)
    }
    #expect(status == 201)
    let listen = try #require(body?["listen"])
    #expect(
      body == [
        "name": "a", "listen": listen, "upstream": "far:7", "enabled": true, "toxics": [],
      ])
    #expect(all?["a"] == body)
  }

  @Test func `a toxic is shown with all its attributes, and works at once`() throws {
    let (shown, heard) = try Rig().run { rig in
      let proxy = try await rig.ask("POST", "/proxies", Self.proxy).body
      let toxic = #"{"type":"limit_data","attributes":{"bytes":3},"toxicity":1}"#
      let shown = try await rig.ask("POST", "/proxies/a/toxics", toxic)
      return (shown, try await rig.echo("hello", through: proxy?["listen"]))
    }
    #expect(shown.status == 200)
    #expect(
      shown.body == [
        "attributes": ["bytes": 3], "name": "limit_data_downstream", "type": "limit_data",
        "stream": "downstream", "toxicity": 1,
      ])
    #expect(heard == Heard(bytes: Array("hel".utf8), end: "finished"))
  }

  @Test func `a silence whose time is changed goes on, and does not end the connection`() throws {
    let heard = try Rig().run { rig in
      let proxy = try await rig.ask("POST", "/proxies", Self.proxy).body
      let silence = #"{"name":"s","type":"timeout","attributes":{"timeout":0}}"#
      _ = try await rig.ask("POST", "/proxies/a/toxics", silence)
      rig.client.spawn("change") {
        await rig.client.sleep(for: .seconds(1))
        _ = try? await rig.ask("PATCH", "/proxies/a/toxics/s", #"{"attributes":{"timeout":2000}}"#)
      }
      let start = rig.client.now
      let heard = try await rig.echo("hello", through: proxy?["listen"])
      #expect(rig.client.now - start > .seconds(3))
      return heard
    }
    #expect(heard == Heard(bytes: [], end: "finished"))
  }

  @Test(
    arguments: [
      ("browser", ["host": "localhost", "user-agent": "Mozilla/5.0"], 403),
      ("page", ["host": "localhost", "origin": "null"], 403),
      ("rebound name", ["host": "app.example"], 403),
      ("other machine", ["host": "10.0.0.7:8474"], 403),
      ("address", ["host": "127.0.0.1:8474"], 200), ("name", ["host": "localhost:8474"], 200),
    ] as [(String, HTTPFields, Int)])
  func `on loopback a program needs no token, and a page gets nothing`(
    who: String, fields: HTTPFields, status: Int
  ) throws {
    let answer = try Rig().run { try await $0.ask("GET", "/version", fields: fields).status }
    #expect(answer == status, "\(who)")
  }

  @Test func `elsewhere only the token opens`() throws {
    let token = try #require(ControlToken("0123456789abcdef"))
    let statuses = try Rig(.token(token)).run { rig in
      var statuses: [Int] = []
      for fields in [
        [:], ["authorization": "Bearer 0123456789abcdeF"],
        ["authorization": "Bearer 0123456789abcdef", "origin": "null"],
        ["authorization": "Bearer 0123456789abcdef"],
      ] as [HTTPFields] {
        statuses.append(try await rig.ask("GET", "/version", fields: fields).status)
      }
      return statuses
    }
    #expect(statuses == [401, 401, 403, 200])
  }

  @Test func `populate says what it has done before it failed`() throws {
    let answer = try Rig().run {
      try await $0.ask("POST", "/populate", "[\(Self.proxy), {\"name\":\"b\"}]")
    }
    #expect(answer.status == 400)
    #expect(answer.body?["error"] == "missing required field: upstream")
    #expect(answer.body?["proxies"]?[0]?["name"] == "a")
  }

  @Test(
    arguments: [
      (
        #"{"type":"latency","attributes":{"latency":9,"jitter":4}}"#,
        .latency(.uniform(0.005, 0.013))
      ),
      (#"{"type":"latency"}"#, .latency(.uniform(0, 0))),
      (#"{"type":"bandwidth","attributes":{"rate":2}}"#, .bandwidth(bytesPerSecond: 2000)),
      (#"{"type":"bandwidth"}"#, .latency(.constant(0))),
      (#"{"type":"slow_close","attributes":{"delay":9}}"#, .slowClose(.milliseconds(9))),
      (#"{"type":"timeout","attributes":{"timeout":9}}"#, .timeout(.milliseconds(9))),
      (#"{"type":"timeout"}"#, .timeout(nil)),
      (#"{"type":"reset_peer"}"#, .resetPeer(.zero)),
      (
        #"{"type":"slicer","attributes":{"average_size":5,"size_variation":2,"delay":9}}"#,
        .slicer(averageBytes: 5, variationBytes: 2, delay: .microseconds(9))
      ),
      (#"{"type":"limit_data","attributes":{"bytes":9}}"#, .at(.byte(9), .cut)),
      (#"{"type":"stall","attributes":{"event":2}}"#, .at(.event(2), .stall)),
      (#"{"type":"cut","attributes":{"event":"spec"}}"#, .at(.eventNamed(["spec"]), .cut)),
      (#"{"type":"drop","attributes":{"body":0}}"#, .at(.body(0), .drop)),
    ] as [(String, LinkToxic)])
  func `each type of toxic is read in its own units`(text: String, toxic: LinkToxic) throws {
    #expect(try ToxicRecord(LinkControlBody(Array(text.utf8))).fault.toxic == toxic)
  }

  @Test(arguments: [
    (#"{"type":"slicer"}"#, "average_size must be above 0, size_variation not above it"),
    (#"{"type":"cut"}"#, "exactly one of byte, body, event, character says where"),
    (
      #"{"type":"cut","attributes":{"byte":1,"event":1}}"#, "exactly one of byte, body, event, char"
    ),
    (#"{"type":"cut","attributes":{"body":1},"stream":"upstream"}"#, "only what goes downstream"),
    (#"{"type":"latency","attributes":{"latency":-1}}"#, "latency must be a whole number"),
    (#"{"type":"latency","attributes":[]}"#, "attributes must be an object"),
    (#"{"type":"latency","toxicity":2}"#, "toxicity must be a number from 0 to 1"),
    (#"[]"#, "it must be an object"),
  ])
  func `what cannot be is refused with the reason`(text: String, reason: String) {
    let error = #expect(throws: LinkControlError.self) {
      try ToxicRecord(LinkControlBody(Array(text.utf8)))
    }
    #expect(error?.status == 400)
    #expect(error?.message.hasPrefix("bad request body: \(reason)") == true, "\(error as Any)")
  }

  @Test(arguments: ["upstream", "UPSTREAM", "Upstream"])
  func `a direction has any case of letters, and shows it, as in toxiproxy`(stream: String) throws {
    let text = #"{"type":"latency","stream":"\#(stream)"}"#
    let toxic = try ToxicRecord(LinkControlBody(Array(text.utf8)))
    #expect(toxic.direction == .up)
    #expect(toxic.json["stream"]?.stringValue == stream)
    #expect(toxic.name == "latency_\(stream)")
  }

  @Test func `an upstream that no socket can reach is refused when it is written`() throws {
    let body = #"{"name":"db","upstream":"db.example:9100"}"#
    let answers = try Rig(isLive: true).run { rig in
      let added = try await rig.ask("POST", "/proxies", body)
      let known = try await rig.ask(
        "POST", "/proxies", #"{"name":"db","upstream":"localhost:9100","enabled":false}"#)
      return [added, known, try await rig.ask("POST", "/proxies/db", body)]
    }
    #expect(answers.map(\.status) == [400, 201, 400])
    #expect(
      answers[0].body?["error"]?.stringValue
        == "bad request body: upstream must be an IPv4 address or localhost, not db.example: names "
        + "are not looked up")
  }

  @Test func `an error is told in words, not as a value`() {
    let taken = ListenError.addressInUse(Address("127.0.0.1", port: 81))
    #expect("\(LinkControlError.failed(taken))" == "\(taken)")
  }
}
