import HTTP
import Testing
import Wire
import World

@testable import Service

/// The service dies at any moment; another one finds the file as the first has left it.
@Suite struct KillTests {
  /// What clients were told before the service died, and what they had asked for.
  private struct Told {
    var loggedIn: [(email: String, token: String)] = []
    var prompts: [(prompt: String, token: String)] = []
    var asked = 0
    var refused = 0
  }

  /// What all runs together have shown, so that none of them is about nothing.
  private struct Coverage {
    var loggedIn = 0
    var cached = 0
    var unanswered = 0
  }

  private static let users = 14

  @Test func `what a client was told is in the file, whenever the service was killed`() throws {
    let coverage = Box(Coverage())
    for seed in 1...200 as ClosedRange<UInt64> { try KillRun(seed, coverage).run() }

    #expect(coverage.value.loggedIn > 100)
    #expect(coverage.value.cached > 100)
    #expect(coverage.value.unanswered > 100)
  }

  /// One life of a service, its death, and a look at what it has left.
  private final class KillRun: @unchecked Sendable {  // Confined to its loop's thread.
    private let seed: UInt64
    private let coverage: Box<Coverage>
    private let loop: Loop
    private let users: World
    private let provider: ScriptedProvider
    private let llm: Address
    private let file = DatabaseFile("killed")
    private let found = DatabaseFile("found")
    private var told = Told()

    init(_ seed: UInt64, _ coverage: Box<Coverage>) throws {
      self.seed = seed
      self.coverage = coverage
      loop = Loop.simulated(SimOptions(seed: seed))
      users = World("users", on: loop)
      provider = ScriptedProvider(in: World("llm", on: loop), Stage.goodScript)
      llm = try provider.start(at: Address("llm", port: 443))
    }

    func run() throws {
      defer {
        file.remove()
        found.remove()
      }
      let first = try start(file.path)
      var random = users.random.child("death")
      let death = Distribution.uniform(0, 0.12).duration(from: &random)
      _ = users.at(.start + death) { [self] in
        first.world.kill()
        file.copyAsFound(to: found)
      }
      users.spawn("test") { [self] in
        await crowd(of: first)
        if users.now < .start + death { await users.sleep(until: .start + death) }
        await #expect(throws: Never.self, "seed \(self.seed)") { try await look() }
        provider.stop()
      }
      #expect(loop.run(until: .start + .seconds(1000)) == .idle, "seed \(seed)")
      first.service.parts.store.database.close()
    }

    private func start(_ path: String) throws -> (world: World, service: PreviewService) {
      let world = World("service", on: loop)
      var configuration = ServiceConfiguration(
        providers: ProviderEndpoints(
          anthropic: ProviderEndpoint(llm, key: "k"), zhipu: ProviderEndpoint(llm, key: "k.s")))
      configuration.databasePath = path
      configuration.statementCost = .uniform(0, 0.004)
      let service = try PreviewService(in: world, configuration) { _ in }
      _ = try service.start(at: Address("service", port: 443))
      return (world, service)
    }

    private func client(of world: World) -> StageClient {
      StageClient(in: users, of: Address("service", port: 443), in: world)
    }

    /// Users log in and ask for a preview, each by itself, until the service is gone.
    private func crowd(of first: (world: World, service: PreviewService)) async {
      await withDiscardingTaskGroup { group in
        for number in 0..<KillTests.users {
          let client = client(of: first.world)
          var random = users.random.child("user").child(number)
          let pause = Distribution.uniform(0, 0.05).duration(from: &random)
          group.addTask { [self] in
            await users.sleep(for: pause)
            // A connection that breaks is what is to be expected here.
            try? await act(number, client)
            client.close()
          }
        }
      }
    }

    private func act(_ number: Int, _ client: StageClient) async throws {
      let email = "user-\(number)@example.org"
      told.asked += 1
      let login = try await client.logIn(#"{"email":"\#(email)","plan":"team"}"#)
      guard let token = login.sessionToken else {
        #expect(login.status == 429, "seed \(seed)")
        told.refused += 1
        return
      }
      told.loggedIn.append((email, token))
      let prompt = "A server that tells the weather of town \(number)"
      let answer = try await ask(prompt, token, client)
      if answer.status == 200 { told.prompts.append((prompt, token)) }
    }

    private func ask(
      _ prompt: String, _ token: String, _ client: StageClient
    ) async throws -> ClientAnswer {
      try await client.send(
        "POST", "/v1/servers/preview", client.fields(token), StageClient.body(prompt))
    }

    /// Starts the service on what was found on the disk, and asks it for all that clients know.
    private func look() async throws {
      let (world, service) = try start(found.path)
      let client = client(of: world)
      for (email, token) in told.loggedIn {
        let me = try await client.me(token)
        #expect(me.json?["user"]?["email"]?.stringValue == email, "seed \(seed)")
        #expect(me.json?["plan"]?.stringValue == "team", "seed \(seed)")
      }
      for (prompt, token) in told.prompts {
        let again = try await ask(prompt, token, client)
        #expect(again.json?["cached"] == .bool(true), "seed \(seed): \(prompt)")
      }
      try await lookInside(service.parts.store, at: world.wallTime)
      client.close()
      await service.stop(by: world.now + .seconds(1))
    }

    private func lookInside(_ store: Store, at now: WallTime) async throws {
      let limit = DailyLimit.logins(from: "users")
      let count = try await store.count(of: limit, on: now.day)
      #expect((told.loggedIn.count...limit.limit).contains(count), "seed \(seed)")
      let drafts = try await store.run { database in
        try database.value("SELECT sum(count) FROM daily_counts WHERE name = 'previews'")
      }
      #expect(drafts.integerValue ?? 0 >= told.prompts.count, "seed \(seed)")
      #expect(told.refused == 0 || count == limit.limit, "seed \(seed)")
      let rows = try await store.run { database in
        [
          try database.execute("PRAGMA integrity_check"),
          try database.execute("PRAGMA foreign_key_check"),
          // A user without an organisation would be half a log-in.
          try database.execute(
            "SELECT id FROM users WHERE id NOT IN (SELECT user_id FROM memberships)"),
        ]
      }
      #expect(rows == [[[.text("ok")]], [], []], "seed \(seed)")
      coverage.value.loggedIn += told.loggedIn.count
      coverage.value.cached += told.prompts.count
      coverage.value.unanswered += told.asked - told.loggedIn.count - told.refused
    }
  }
}
