import World

/// Who can stand on a stage and be asked.
extension LiveStage {
  /// A process that listens, and where.
  struct Server {
    let process: StageProcess
    let address: Address
  }

  /// Our own program in a role that says where it listens.
  func ours(_ name: String, core: Int, _ arguments: [String]) throws -> Server {
    let process = try startRole(name, core: core, arguments)
    return Server(process: process, address: try RoleLine.address(in: process.readLine()))
  }

  /// nginx, or nil where it is not installed.
  func nginx(_ name: String, core: Int, _ work: NginxConfig.Work) throws -> Server? {
    guard let path = path(.nginx) else { return nil }
    let config = NginxConfig(address: try LocalServer.freeAddress(), work: work, folder: folder)
    let file = try write(config.text, to: "\(name).conf")
    let words = [path, "-e", "stderr", "-p", folder, "-c", file]
    return try listening(start(name, core: core, words), at: config.address)
  }

  /// haproxy, or nil where it is not installed.
  func haproxy(core: Int, before origin: Address) throws -> Server? {
    guard let path = path(.haproxy) else { return nil }
    let config = HAProxyConfig(address: try LocalServer.freeAddress(), origin: origin)
    let file = try write(config.text, to: "haproxy.conf")
    let process = try start("haproxy", core: core, [path, "-db", "-f", file])
    return try listening(process, at: config.address)
  }

  /// Python's asyncio as a fake provider, or nil where Python is not installed.
  func asyncio(core: Int, _ shape: StreamShape) throws -> Server? {
    guard let path = path(.python3) else { return nil }
    let address = try LocalServer.freeAddress()
    let file = try write(AsyncioProvider.script, to: "provider.py")
    let words = [
      path, file, "\(address.port)", PlainNumber.write(shape.perSecond),
      "\(LiveScenario.tokens(perSecond: shape.perSecond))",
    ]
    return try listening(start("asyncio", core: core, words), at: address)
  }

  /// Our fake provider, whose model writes at a pace.
  func provider(core: Int, _ shape: StreamShape) throws -> Server {
    let file = try write(LiveScenario.text(perSecond: shape.perSecond), to: "scenario.json5")
    return try ours("provider", core: core, ["serve", "llm", "--scenario", file])
  }

  /// Our service on the measured core with its provider on the other, and the session of a user.
  func service(_ scenario: String) throws -> (server: Server, session: String) {
    let file = try write(scenario, to: "service.json5")
    let provider = try ours(
      "provider", core: Self.loadCore, ["serve", "llm", "--scenario", file])
    let process = try startRole(
      "service", core: Self.measuredCore,
      ["serve", "service", "--scenario", file, "--provider", "\(provider.address)"])
    let line = try process.readLine()
    let server = Server(process: process, address: try RoleLine.address(in: line))
    return (server, try RoleLine.session(of: .enterprise, in: line))
  }

  /// Our edge in front of an origin.
  func edge(core: Int, before origin: Address) throws -> Server {
    try ours("edge", core: core, ["serve", "edge", "--origin", "\(origin)"])
  }

  /// An origin that answers at once: nginx as the fastest, or our own server where it is missing.
  func origin(core: Int) throws -> Server {
    try nginx("origin", core: core, .answer(PlainAnswer.body))
      ?? ours("origin", core: core, ["measure-server"])
  }

  private func listening(_ process: StageProcess, at address: Address) throws -> Server {
    let patience = BenchLimits.gaugePatience
    guard try LocalServer.isUp(address, within: patience) else {
      throw LiveGaugeError.notListening(
        name: process.name, after: patience, errors: process.complaints)
    }
    return Server(process: process, address: address)
  }
}
