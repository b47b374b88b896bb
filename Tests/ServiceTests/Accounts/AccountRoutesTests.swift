import Testing
import Wire
import World

@testable import Service

@Suite struct AccountRoutesTests {
  private static let email = #"{"email":"Ada@Example.org","plan":"team"}"#

  @Test func `a first log-in makes a user with an organisation, whom the cookie then names`() throws
  {
    try Stage().run { client in
      let answer = try await client.logIn(Self.email)
      #expect(answer.status == 200)
      let me = try await client.me(answer.sessionToken)

      #expect(me.body == answer.body)
      #expect(
        me.body == """
          {"user":{"id":"5","email":"ada@example.org","isAdmin":false},\
          "organisation":{"id":"5","name":"ada@example.org"},"plan":"team",\
          "model":"claude-sonnet-4-6","limits":{"previews":{"limit":150,"remaining":150,\
          "resetsAt":"2026-05-02T00:00:00.000Z"}}}
          """)
      #expect(
        answer.fields["set-cookie"] == """
          bmm_session=\(answer.sessionToken ?? ""); Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax
          """)
    }
  }

  @Test func `each log-in has a secret of its own, of 256 bits`() throws {
    try Stage().run { client in
      let tokens = [
        try await client.logIn(Self.email).sessionToken,
        try await client.logIn(Self.email).sessionToken,
      ]
      #expect(tokens.allSatisfy { $0?.utf8.count == 64 })
      #expect(tokens[0] != tokens[1])
      for token in tokens {
        let me = try await client.me(token)
        #expect(me.json?["user"]?["id"]?.stringValue == "5", "both are the same user")
      }
    }
  }

  @Test func `users who log in for the first time at once are made once`() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      var stage = Stage(.today) { $0.statementCost = .uniform(0, 0.01) }
      stage.options.seed = seed
      try stage.run { client in
        let names = Box(Set<String>())
        await withDiscardingTaskGroup { group in
          for _ in 0..<8 {
            group.addTask {
              await #expect(throws: Never.self) {
                names.value.insert(try await client.logIn(Self.email).body)
              }
            }
          }
        }
        #expect(names.value.count == 1)
      }
    }
  }

  @Test func `without a plan a new user is free, and a known one keeps the plan`() throws {
    try Stage().run { client in
      let body = #"{"email":"new@example.org"}"#
      #expect(try await client.logIn(body).json?["plan"]?.stringValue == "hobby")
      _ = try await client.logIn(#"{"email":"new@example.org","plan":"pro"}"#)
      #expect(try await client.logIn(body).json?["plan"]?.stringValue == "pro")
    }
  }

  @Test(arguments: [
    (#"["a@b.c"]"#, "body: must be a JSON object"),  // JSON, but no object.
    ("{}", "email: is required"),
    (#"{"email":7}"#, "email: must be an e-mail address such as ada@example.org"),
    (#"{"email":"ada"}"#, "email: must be an e-mail address such as ada@example.org"),
    (
      #"{"email":"a@b.c","plan":"gold"}"#, "plan: must be one of hobby, pro, team, enterprise"
    ),
    (
      #"{"email":"a@b.c","plan":null}"#, "plan: must be one of hobby, pro, team, enterprise"
    ),
  ])
  func `a body that breaks a rule is a 422 with its field`(body: String, message: String) throws {
    try Stage().run { client in
      let answer = try await client.logIn(body)
      #expect(answer.status == 422)
      #expect(answer.json?["error"]?.stringValue == "invalid_request")
      #expect(answer.json?["message"]?.stringValue == message)
      #expect(answer.fields["set-cookie"] == nil)
    }
  }

  @Test(arguments: [ServiceEnvironment.staging, .production])
  func `outside of development there is no such log-in`(environment: ServiceEnvironment) throws {
    try Stage(.today) { $0.environment = environment }.run { client in
      let answer = try await client.logIn(Self.email)
      let other = try await client.send("POST", "/v1/dev/nothing", ["origin": StageClient.origin])
      #expect(answer.status == 404)
      #expect(answer.body == other.body)
    }
  }

  @Test func `an address may log in ten times a day, of however many at once`() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      var stage = Stage(.today) { $0.statementCost = .uniform(0, 0.01) }
      stage.options.seed = seed
      try stage.run { client in
        let statuses = Box<[Int]>([])
        await withDiscardingTaskGroup { group in
          for number in 0..<25 {
            group.addTask {
              await #expect(throws: Never.self) {
                let answer = try await client.logIn(#"{"email":"u\#(number)@example.org"}"#)
                statuses.value.append(answer.status)
                #expect((answer.fields["retry-after"] != nil) == (answer.status == 429))
              }
            }
          }
        }
        #expect(statuses.value.count { $0 == 200 } == 10, "seed \(seed)")
        #expect(statuses.value.count { $0 == 429 } == 15, "seed \(seed)")
      }
    }
  }

  @Test func `a log-out ends this session and no other`() throws {
    try Stage().run { client in
      let one = try await client.logIn(Self.email).sessionToken
      let other = try await client.logIn(Self.email).sessionToken

      for _ in 1...2 {
        let answer = try await client.send("POST", "/v1/auth/logout", client.fields(one))
        #expect(answer.status == 200)
        #expect(
          answer.fields["set-cookie"]
            == "bmm_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
        #expect(try await client.me(one).status == 401)
      }
      #expect(try await client.me(other).status == 200)
    }
  }

  @Test func `whoever is made an administrator is one with the next request`() throws {
    let file = DatabaseFile("admin")
    defer { file.remove() }
    let path = file.path
    try Stage(.today) { $0.databasePath = path }.run { client in
      let database = try SQLiteDatabase(path: path)
      defer { database.close() }
      for isAdmin in [false, true, false] {
        try database.execute("UPDATE users SET is_admin = ?", [.integer(isAdmin ? 1 : 0)])
        let me = try await client.me("token-of-team")
        #expect(me.json?["user"]?["isAdmin"] == .bool(isAdmin))
      }
    }
  }

  @Test func `where nothing is counted, nothing is said of what is left`() throws {
    try Stage(.opusSync).run { client in
      let me = try await client.me("token-of-team")
      #expect(me.json?["limits"]?["previews"] == .null)
    }
  }
}

extension StageClient {
  /// Logs in by the developers' shortcut.
  func logIn(_ body: String) async throws -> ClientAnswer {
    try await send("POST", "/v1/dev/login", Self.fields(of: nil), body)
  }

  /// Asks who a session belongs to.
  func me(_ token: String?) async throws -> ClientAnswer {
    try await send("GET", "/v1/auth/me", fields(token))
  }

  /// The fields of a page's request with a session.
  func fields(_ token: String?) -> HTTPFields {
    ["origin": Self.origin, "cookie": "bmm_session=\(token ?? "")"]
  }
}

extension ClientAnswer {
  /// The session's secret in the cookie that the answer sets.
  var sessionToken: String? {
    guard let line = fields["set-cookie"], line.hasPrefix("bmm_session=") else { return nil }
    return line.split(separator: ";").first.map { String($0.dropFirst("bmm_session=".count)) }
  }
}
