import Wire
import World

/// A link that is made and changed at run time: toxiproxy's proxy.
final class LinkProxy {
  let name: String
  private let world: World
  private(set) var listen: Address
  private(set) var upstream: Address
  private var hop: LinkHop?
  private(set) var toxics: [ToxicRecord] = []

  /// A proxy that is not listening yet.
  init(_ name: String, in world: World, listen: Address, upstream: Address) {
    self.name = name
    self.world = world
    self.listen = listen
    self.upstream = upstream
  }

  /// Whether it takes connections.
  var isEnabled: Bool { hop != nil }

  /// Takes connections from now on; a free port that was found once is kept.
  func enable() throws(LinkControlError) {
    guard hop == nil else { return }
    let hop = LinkHop(in: world, to: upstream, toxics.map(\.fault), name: name)
    do {
      listen = try hop.start(at: listen)
    } catch {
      throw .failed(error)
    }
    self.hop = hop
  }

  /// Takes no connections any more, and ends those that are open.
  func disable() {
    hop?.halt()
    hop = nil
  }

  /// Goes from one place to another; open connections end if that is anything new.
  func move(listen: Address, upstream: Address) {
    guard listen != self.listen || upstream != self.upstream else { return }
    disable()
    (self.listen, self.upstream) = (listen, upstream)
  }

  /// Has other toxics from now on, also on open connections.
  func setToxics(_ toxics: [ToxicRecord]) {
    self.toxics = toxics
    hop?.change(to: toxics.map(\.fault))
  }

  var json: JSONValue {
    [
      "name": .string(name), "listen": .string("\(listen)"), "upstream": .string("\(upstream)"),
      "enabled": .bool(isEnabled), "toxics": .array(toxics.map(\.json)),
    ]
  }
}
