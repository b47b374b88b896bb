import Service
import Wire
import World

/// The service on a loop of its own, from its first log line to its last.
final class DeployedService: @unchecked Sendable {  // Confined to its loop.
  private let settings: ServiceSettings
  private let loop: Loop
  private let world: World
  private let service: PreviewService
  private let write: (LogLine) -> Void

  /// Opens the database and listens; throws what stands in the way.
  init(_ settings: ServiceSettings, write: @escaping (LogLine) -> Void) throws {
    self.settings = settings
    let least = settings.logLevel
    self.write = { line in if line.level >= least { write(line) } }
    // Ids of requests must differ between two starts, so no seed of ours will do.
    let chance = UInt64(KernelSecret.hexadecimal(byteCount: 8), radix: 16) ?? 0
    loop = try Loop.live(LiveOptions(seed: chance))
    world = World("service", on: loop)
    var configuration = settings.service
    configuration.mail = settings.delivery
    if let address = settings[.anthropic] { configuration.providers.anthropic.address = address }
    if let address = settings[.zhipu] { configuration.providers.zhipu.address = address }
    do {
      service = try PreviewService(in: world, configuration, log: self.write)
    } catch {
      throw ServeError(reason: "the database \(configuration.databasePath): \(error)")
    }
    let address = try service.start(at: settings.listen)
    log(
      "service_started",
      [
        ("address", .string("http://\(address)")),
        ("environment", .string(settings.service.environment.rawValue)),
      ])
    guard settings.service.environment != .development, !configuration.mail.isSetUp else { return }
    log(
      "mail_sender_missing",
      [("reason", "nobody can log in: set mail, or BMM_MAIL, to smtp://HOST:PORT of a relay")],
      .error)
  }

  /// Serves until a signal comes and what runs has ended or had its time.
  func run() {
    loop.whenInterrupted { [self] in
      log("service_draining", [("seconds", .number(settings.drain.seconds))])
      world.spawn("end") { [self] in
        await service.stop(by: world.now + settings.drain)
        log("service_stopped", [])
        // What a stop leaves behind would otherwise keep the process for ever.
        loop.end(within: BenchLimits.drain)
      }
    }
    _ = loop.run(until: .never)
  }

  private func log(
    _ event: String, _ fields: [(String, JSONValue)], _ level: LogLevel = .info
  ) {
    write(LogLine(time: world.wallTime, level: level, event: event, fields: fields))
  }
}
