import HTTP
import Testing
import Wire
import World

@testable import Service

/// The service dies while links are clicked twice at once; another one finds the file as it is.
@Suite struct LinkKillTests {
  /// One life of a service, and what its users have seen.
  private final class Life: @unchecked Sendable {  // Confined to its loop's thread.
    let loop: Loop
    let users: World
    let mailbox = Mailbox()
    var answers: [(link: String, status: Int, session: String?)] = []

    init(seed: UInt64) {
      loop = Loop.simulated(SimOptions(seed: seed))
      users = World("users", on: loop)
    }

    func start(_ path: String) throws -> (world: World, service: PreviewService) {
      let world = World("service", on: loop)
      let nowhere = ProviderEndpoint(Address("llm", port: 443), key: "k")
      var configuration = ServiceConfiguration(
        providers: ProviderEndpoints(anthropic: nowhere, zhipu: nowhere))
      configuration.databasePath = path
      configuration.statementCost = .uniform(0, 0.004)
      configuration.mail = mailbox.delivery
      let service = try PreviewService(in: world, configuration) { _ in }
      _ = try service.start(at: Address("service", port: 443))
      return (world, service)
    }

    func client(of world: World) -> StageClient {
      StageClient(in: users, of: Address("service", port: 443), in: world)
    }

    func click(_ link: String, _ client: StageClient) async {
      guard let answer = try? await client.follow(Mailbox.target(link)) else { return }
      answers.append((link, answer.status, answer.sessionToken))
    }
  }

  /// Whether a life had links that were used before its end, and such that were not.
  private struct Coverage {
    var usedBefore = 0
    var usedAfter = 0
  }

  @Test func `a link is used once over both lives, and whoever was let in stays so`() throws {
    let coverage = Box(Coverage())
    for seed in 1...200 as ClosedRange<UInt64> { try run(seed, coverage) }
    #expect(coverage.value.usedBefore > 100)
    #expect(coverage.value.usedAfter > 100)
  }

  private func run(_ seed: UInt64, _ coverage: Box<Coverage>) throws {
    let (file, found) = (DatabaseFile("killed-links"), DatabaseFile("found-links"))
    defer {
      file.remove()
      found.remove()
    }
    let life = Life(seed: seed)
    let first = try life.start(file.path)
    var random = life.users.random.child("death")
    let death = Distribution.uniform(0.02, 0.12).duration(from: &random)
    _ = life.users.at(.start + death) {
      first.world.kill()
      file.copyAsFound(to: found)
    }
    life.users.spawn("test") {
      await Self.crowd(life, first.world)
      if life.users.now < .start + death { await life.users.sleep(until: .start + death) }
      await #expect(throws: Never.self, "seed \(seed)") {
        try await Self.look(life, found.path, seed, coverage)
      }
    }
    #expect(life.loop.run(until: .start + .seconds(1000)) == .idle, "seed \(seed)")
    first.service.parts.store.database.close()
  }

  /// Eight people ask for a link and click it twice at once, each by itself.
  private static func crowd(_ life: Life, _ service: World) async {
    await withDiscardingTaskGroup { group in
      for number in 0..<8 {
        group.addTask {
          let client = life.client(of: service)
          defer { client.close() }
          guard let asked = try? await client.askForLink("u\(number)@b.example") else { return }
          let id = asked.fields["x-request-id"]
          guard let mail = life.mailbox.mails.first(where: { $0.requestID == id }) else { return }
          await withDiscardingTaskGroup { clicks in
            for _ in 1...2 { clicks.addTask { await life.click(mail.link, client) } }
          }
        }
      }
    }
  }

  /// Everybody clicks once more, in the second life.
  private static func look(
    _ life: Life, _ path: String, _ seed: UInt64, _ coverage: Box<Coverage>
  ) async throws {
    let before = life.answers
    let (world, service) = try life.start(path)
    let client = life.client(of: world)
    for mail in life.mailbox.mails {
      await life.click(mail.link, client)
      let all = life.answers.filter { $0.link == mail.link }
      let sessions = all.compactMap(\.session)
      #expect(sessions.count <= 1, "seed \(seed)")
      for session in sessions {
        #expect(try await client.me(session).status == 200, "seed \(seed)")
      }
      let wasUsed = before.contains { $0.link == mail.link && $0.session != nil }
      if wasUsed { coverage.value.usedBefore += 1 }
      if !wasUsed, sessions.count == 1 { coverage.value.usedAfter += 1 }
    }
    client.close()
    await service.stop(by: world.now + .seconds(1))
  }
}
