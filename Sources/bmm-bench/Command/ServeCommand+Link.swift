import EdgeSim
import HTTP
import Wire
import World

/// `bmm-bench serve link`: a link whose faults are set at run time.
extension ServeCommand {
  /// The flags of the link alone.
  static let linkFlags = [
    FlagSpec(
      name: "listen", kind: .text(placeholder: "HOST:PORT"),
      help: "link: where the first link takes connections"),
    FlagSpec(
      name: "upstream", kind: .text(placeholder: "HOST:PORT"),
      help: "link: where the first link leads to"),
    FlagSpec(
      name: "control", kind: .text(placeholder: "[HOST:]PORT"),
      help: "link: where the control API listens, any free port of 127.0.0.1 if left out; other "
        + "hosts need BMM_CONTROL_TOKEN"),
  ]

  /// Refuses the link's flags where there is none.
  static func checkLinkFlags(_ flags: Flags) throws(UsageError) {
    guard let flag = linkFlags.first(where: { flags.text($0.name) != nil }) else { return }
    throw UsageError(
      command: spec.name, message: "--\(flag.name) is for \"serve link\" only: leave it out")
  }

  /// Serves links until the user wants it to end.
  static func serveLink(_ flags: Flags, _ console: Console) throws {
    let strangers = ["scenario", "database", "origin", "provider", "cassettes"]
    if let flag = strangers.first(where: { flags.text($0) != nil }) {
      throw UsageError(command: spec.name, message: "--\(flag) has no meaning for a link")
    }
    guard flags.integer("port") == 0, flags.integer("threads") == 1 else {
      throw UsageError(
        command: spec.name, message: "a link has --listen instead of --port, and one thread")
    }
    let place = try controlPlace(flags.text("control") ?? "0")
    let loop = try Loop.live(LiveOptions(seed: 1, timeScale: flags.fraction("time-scale") ?? 1))
    let world = World("link", on: loop)
    let control = LinkControl(in: world, access: try access(to: place))
    var members: [JSONMember] = []
    if let (listen, upstream) = try firstLink(flags) {
      let address = try control.add("link", listen: listen, upstream: upstream)
      members.append(JSONMember(key: "link", value: .string("\(address)")))
    }
    let address = try control.start(at: place)
    members.append(JSONMember(key: "control", value: .string("http://\(address)")))
    console.print(json: JSONValue.object(members).jsonString(pretty: false))
    loop.whenInterrupted {
      console.note("ending; what runs has \(Format.duration(BenchLimits.drain))")
      world.spawn("end") {
        await control.stop(by: world.now + BenchLimits.drain)
        loop.end(within: BenchLimits.drain)
      }
    }
    _ = loop.run(until: .never)
  }

  /// A port of this machine, or a host with a port.
  private static func controlPlace(_ text: String) throws(ServeError) -> Address {
    if let port = Int(text), (0...65_535).contains(port) {
      return Address("127.0.0.1", port: port)
    }
    return try place(text, "--control")
  }

  /// Toxiproxy's clients have no token, so that only programs of this machine may do without one.
  private static func access(to place: Address) throws(ServeError) -> LinkAccess {
    if place.isLoopback { return .thisMachine }
    guard let token = try tokenOfEnvironment() else {
      throw ServeError(
        reason: "whoever reaches \(place) could break links: set BMM_CONTROL_TOKEN, or let "
          + "--control listen at 127.0.0.1")
    }
    return .token(token)
  }

  private static func firstLink(
    _ flags: Flags
  ) throws -> (listen: Address, upstream: Address)? {
    switch (flags.text("listen"), flags.text("upstream")) {
    case (let listen?, let upstream?):
      let to = try place(upstream, "--upstream")
      return (try place(listen, "--listen"), try reachable(to, as: "--upstream"))
    case (nil, nil): return nil
    default:
      throw UsageError(
        command: spec.name, message: "--listen and --upstream belong together: give both, or none")
    }
  }

  private static func place(_ text: String, _ flag: String) throws(ServeError) -> Address {
    guard let address = Address(text: text) else {
      throw ServeError(reason: "\(flag) \(text) is no address: write HOST:PORT")
    }
    return address
  }
}
