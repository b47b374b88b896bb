import HTTP
import Wire
import World

/// Links that are made and broken at run time, by an API that toxiproxy's clients can drive.
package final class LinkControl: HTTPHandler, @unchecked Sendable {  // Confined to its loop.
  private let world: World
  private let access: LinkAccess
  private var server: HTTPServer?
  /// In the order in which they came.
  private var proxies: [LinkProxy] = []

  /// The version of toxiproxy whose API this is.
  private static let version = "2.12.0"

  /// Links of a world, which has its own name on each connection it makes.
  package init(in world: World, access: LinkAccess) {
    self.world = world
    self.access = access
  }

  /// Starts to listen, and returns the address that clients use.
  package func start(at address: Address) throws(ListenError) -> Address {
    let limits = HTTPLimits(bodyBytes: LinkLimits.controlBodyBytes)
    let server = HTTPServer("link control", in: world, limits: limits, handler: self)
    self.server = server
    return try server.listen(at: address)
  }

  /// Adds a link, and returns where it listens.
  package func add(
    _ name: String, listen: Address, upstream: Address
  ) throws -> Address {
    let proxy = LinkProxy(name, in: world, listen: listen, upstream: upstream)
    try proxy.enable()
    proxies.append(proxy)
    return proxy.listen
  }

  /// Ends all links, then the API.
  package func stop(by deadline: Instant) async {
    for proxy in proxies { proxy.disable() }
    await server?.drain(by: deadline)
    server = nil
  }

  /// Answers a request of the API.
  package func handle(_ exchange: HTTPExchange) async throws {
    do throws(LinkControlError) {
      // First, so that a stranger's body is not even taken in.
      try access.check(exchange.head)
    } catch {
      return exchange.respond(error.answer)
    }
    let body = try await exchange.body()
    do throws(LinkControlError) {
      exchange.respond(try answer(LinkControlRequest(exchange.head), body))
    } catch {
      exchange.respond(error.answer)
    }
  }

  /// The answer to what is no request.
  package func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer {
    LinkControlError(status: refusal.status, message: "\(refusal)").answer
  }

  private func answer(
    _ request: LinkControlRequest, _ body: [UInt8]
  ) throws(LinkControlError) -> HTTPAnswer {
    switch request {
    case .version: return HTTPAnswer(status: 200, json: ["version": .string(Self.version)])
    case .reset: return try reset()
    case .populate: return populate(body)
    case .listProxies:
      let members = proxies.map { JSONMember(key: $0.name, value: $0.json) }
      return HTTPAnswer(status: 200, json: .object(members))
    case .addProxy:
      let proxy = try add(LinkProxySettings(LinkControlBody(body)), replacing: false)
      return HTTPAnswer(status: 201, json: proxy.json)
    case .showProxy(let name): return HTTPAnswer(status: 200, json: try proxy(name).json)
    case .changeProxy(let name):
      let proxy = try proxy(name)
      try change(proxy, LinkProxySettings(LinkControlBody(body)))
      return HTTPAnswer(status: 200, json: proxy.json)
    case .removeProxy(let name):
      remove(try proxy(name))
      return HTTPAnswer(status: 204)
    default: return try toxicAnswer(request, body)
    }
  }

  // MARK: Proxies

  private func proxy(_ name: String) throws(LinkControlError) -> LinkProxy {
    guard let proxy = proxies.first(where: { $0.name == name }) else { throw .proxyNotFound }
    return proxy
  }

  private func add(
    _ settings: LinkProxySettings, replacing: Bool
  ) throws(LinkControlError) -> LinkProxy {
    guard let name = settings.name else { throw .missing("name") }
    guard let upstream = settings.upstream else { throw .missing("upstream") }
    try check(upstream)
    if let old = proxies.first(where: { $0.name == name }) {
      guard replacing else { throw .proxyExists }
      // One that stays where it was keeps its toxics and connections.
      if old.listen == settings.listen ?? old.listen, old.upstream == upstream {
        try change(old, settings)
        return old
      }
      remove(old)
    }
    guard proxies.count < LinkLimits.proxiesMax else {
      throw .badBody("\(proxies.count) proxies are there already; delete one first")
    }
    // toxiproxy listens at all addresses then, which nobody asks for by saying nothing.
    let listen = settings.listen ?? Address("127.0.0.1", port: 0)
    let proxy = LinkProxy(name, in: world, listen: listen, upstream: upstream)
    if settings.isEnabled ?? true { try proxy.enable() }
    proxies.append(proxy)
    return proxy
  }

  private func change(
    _ proxy: LinkProxy, _ settings: LinkProxySettings
  ) throws(LinkControlError) {
    if let upstream = settings.upstream { try check(upstream) }
    let wasEnabled = proxy.isEnabled
    proxy.move(
      listen: settings.listen ?? proxy.listen, upstream: settings.upstream ?? proxy.upstream)
    if settings.isEnabled ?? wasEnabled { try proxy.enable() } else { proxy.disable() }
  }

  /// A name would be found missing by whoever connects, and long after it was written.
  private func check(_ upstream: Address) throws(LinkControlError) {
    guard !world.knows(upstream) else { return }
    throw .badBody(
      "upstream must be an IPv4 address or localhost, not \(upstream.host): names are not "
        + "looked up")
  }

  private func remove(_ proxy: LinkProxy) {
    proxy.disable()
    proxies.removeAll { $0 === proxy }
  }

  /// All proxies take connections again, without any toxic.
  private func reset() throws(LinkControlError) -> HTTPAnswer {
    for proxy in proxies {
      proxy.setToxics([])
      try proxy.enable()
    }
    return HTTPAnswer(status: 204)
  }

  /// Adds or replaces several; what came before a wrong one stays, as the answer says.
  private func populate(_ body: [UInt8]) -> HTTPAnswer {
    var done: [JSONValue] = []
    do throws(LinkControlError) {
      guard let elements = (try? JSONValue.parse(body))?.arrayValue else {
        throw .badBody("it must be an array of proxies")
      }
      for element in elements {
        let settings = try LinkProxySettings(LinkControlBody(element))
        done.append(try add(settings, replacing: true).json)
      }
      return HTTPAnswer(status: 201, json: ["proxies": .array(done)])
    } catch {
      let proxies = JSONMember(key: "proxies", value: .array(done))
      return HTTPAnswer(status: error.status, json: .object(error.members + [proxies]))
    }
  }

  // MARK: Toxics

  private func toxicAnswer(
    _ request: LinkControlRequest, _ body: [UInt8]
  ) throws(LinkControlError) -> HTTPAnswer {
    switch request {
    case .listToxics(let proxy):
      return HTTPAnswer(status: 200, json: .array(try self.proxy(proxy).toxics.map(\.json)))
    case .addToxic(let name):
      let proxy = try proxy(name)
      let toxic = try ToxicRecord(LinkControlBody(body))
      guard !proxy.toxics.contains(where: { $0.name == toxic.name }) else { throw .toxicExists }
      guard proxy.toxics.count < LinkLimits.toxicsMax else {
        throw .badBody("\(proxy.toxics.count) toxics are there already; delete one first")
      }
      proxy.setToxics(proxy.toxics + [toxic])
      return HTTPAnswer(status: 200, json: toxic.json)
    case .showToxic(let name, let proxy):
      let (proxy, index) = try place(of: name, proxy)
      return HTTPAnswer(status: 200, json: proxy.toxics[index].json)
    case .changeToxic(let name, let proxy):
      let (proxy, index) = try place(of: name, proxy)
      var toxics = proxy.toxics
      try toxics[index].change(LinkControlBody(body))
      proxy.setToxics(toxics)
      return HTTPAnswer(status: 200, json: toxics[index].json)
    case .removeToxic(let name, let proxy):
      let (proxy, index) = try place(of: name, proxy)
      var toxics = proxy.toxics
      toxics.remove(at: index)
      proxy.setToxics(toxics)
      return HTTPAnswer(status: 204)
    default: throw .pathNotFound
    }
  }

  private func place(
    of toxic: String, _ proxy: String
  ) throws(LinkControlError) -> (LinkProxy, Int) {
    let proxy = try self.proxy(proxy)
    guard let index = proxy.toxics.firstIndex(where: { $0.name == toxic }) else {
      throw .toxicNotFound
    }
    return (proxy, index)
  }
}
