import HTTP
import Testing
import Wire
import World

@testable import Service

@Suite struct MagicLinkRoutesTests {
  private let mailbox = Mailbox()

  private func stage(
    seed: UInt64 = 1, _ change: @escaping (inout ServiceConfiguration) -> Void = { _ in }
  ) -> Stage {
    var stage = Stage(.today) { [mailbox] in
      $0.mail = mailbox.delivery
      $0.trustedProxies = .hops(1)
      change(&$0)
    }
    stage.options.seed = seed
    return stage
  }

  // MARK: The way through

  @Test func `a link logs its holder in, and leads to the page`() throws {
    try stage().run { client in
      let asked = try await client.askForLink("New@Example.org")
      #expect(asked.status == 202)
      #expect(asked.body == #"{"status":"sent"}"#)
      #expect(asked.fields["set-cookie"] == nil)
      let mail = try #require(mailbox.mails.first)
      #expect(mail.to == "new@example.org")
      #expect(mail.link.hasPrefix("http://service:443/v1/auth/magic-link/callback?token="))
      #expect(mail.requestID == asked.fields["x-request-id"])

      let answer = try await client.follow(Mailbox.target(mail.link))
      #expect(answer.status == 303)
      #expect(answer.fields["location"] == "https://app.bmm.example/")
      #expect(answer.fields["cache-control"] == "no-store")
      #expect(answer.fields["referrer-policy"] == "no-referrer")
      #expect(answer.body == "")
      let token = try #require(answer.sessionToken)
      #expect(token.utf8.count == 64)
      #expect(answer.fields["set-cookie"]?.hasSuffix("; HttpOnly; SameSite=Lax") == true)
      let me = try await client.me(token)
      #expect(me.json?["user"]?["email"]?.stringValue == "new@example.org")
      #expect(me.json?["plan"]?.stringValue == "hobby")
    }
  }

  @Test func `who has an account keeps it, with its plan`() throws {
    try stage().run { client in
      let before = try await client.me("token-of-team")
      _ = try await client.askForLink("team@bmm.example")
      let answer = try await client.follow(try #require(mailbox.lastTarget))
      #expect(try await client.me(answer.sessionToken).body == before.body)
      #expect(try await client.me("token-of-team").status == 200, "other sessions go on")
    }
  }

  @Test func `whether somebody has an account does not show`() throws {
    try stage().run { client in
      let known = try await client.askForLink("team@bmm.example")
      let unknown = try await client.askForLink("nobody@bmm.example")
      #expect(known.body == unknown.body)
      #expect(known.status == unknown.status)
      #expect(known.fields.map(\.name) == unknown.fields.map(\.name))
      #expect(mailbox.mails.count == 2)
    }
  }

  @Test func `a public address begins the links`() throws {
    try stage { $0.publicURL = "https://api.bmm.example" }.run { client in
      _ = try await client.askForLink("a@b.example")
      #expect(mailbox.mails[0].link.hasPrefix("https://api.bmm.example/v1/auth/magic-link/"))
    }
  }

  @Test func `without a page the way leads to what is known of the user`() throws {
    try stage { $0.webOrigins = [] }.run { client in
      _ = try await client.askForLink("a@b.example")
      let answer = try await client.follow(try #require(mailbox.lastTarget))
      #expect(answer.fields["location"] == "/v1/auth/me")
    }
  }

  // MARK: Once

  @Test func `whatever is wrong with a link, the answer is the same`() throws {
    try stage().run { client in
      _ = try await client.askForLink("used@b.example")
      let used = try #require(mailbox.lastTarget)
      #expect(try await client.follow(used).status == 303)
      _ = try await client.askForLink("late@b.example")
      let late = try #require(mailbox.lastTarget)
      await client.world.sleep(for: ServiceLimits.linkLifetime)

      let unknown = "/v1/auth/magic-link/callback?token=\(String(repeating: "0", count: 64))"
      var answers: [ClientAnswer] = []
      for target in [used, late, unknown, "/v1/auth/magic-link/callback", unknown + "0"] {
        var answer = try await client.follow(target)
        #expect(answer.fields["x-request-id"] != nil)
        answer.fields.set("x-request-id", "")
        answer.fields.set("date", "")
        answers.append(answer)
      }
      for answer in answers {
        #expect(answer.status == 401)
        #expect(answer.json?["error"] == "invalid_or_expired_token")
        #expect(answer.body == answers[0].body)
        #expect(answer.fields == answers[0].fields)
        #expect(answer.fields["set-cookie"] == nil)
      }
    }
  }

  @Test(arguments: [
    (Duration.seconds(15 * 60 - 1), 303),  // Just in time.
    (.seconds(15 * 60), 401),  // A second later.
  ])
  func `a link lasts for its time, to the second`(age: Duration, status: Int) throws {
    try stage().run { client in
      _ = try await client.askForLink("a@b.example")
      await client.world.sleep(for: age)
      #expect(try await client.follow(try #require(mailbox.lastTarget)).status == status)
    }
  }

  @Test(arguments: ["HEAD", "OPTIONS", "POST"])
  func `who only looks at a link does not use it up`(method: String) throws {
    try stage().run { client in
      _ = try await client.askForLink("a@b.example")
      let target = try #require(mailbox.lastTarget)
      let looked = try await client.follow(target, by: method)
      #expect(looked.status == (method == "OPTIONS" ? 204 : 405))
      #expect(looked.fields["set-cookie"] == nil)
      #expect(try await client.follow(target).status == 303)
    }
  }

  /// Lets many click one link at once, and tells what they got.
  private func rush(_ count: Int, seed: UInt64, _ bugs: KnownBugs = []) throws -> [ClientAnswer] {
    let answers = Box<[ClientAnswer]>([])
    let stage = stage(seed: seed) {
      $0.statementCost = .uniform(0, 0.01)
      $0.knownBugs = bugs
    }
    try stage.run { client in
      _ = try await client.askForLink("a@b.example")
      let target = try #require(mailbox.lastTarget)
      await withDiscardingTaskGroup { group in
        for _ in 0..<count {
          group.addTask {
            await #expect(throws: Never.self) {
              answers.value.append(try await client.follow(target))
            }
          }
        }
      }
      for answer in answers.value where answer.status == 303 {
        #expect(try await client.me(answer.sessionToken).status == 200)
      }
    }
    return answers.value
  }

  @Test func `of a hundred who click a link at once, one is logged in`() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let answers = try rush(100, seed: seed)
      #expect(answers.count { $0.status == 303 } == 1, "seed \(seed)")
      #expect(answers.count { $0.status == 401 } == 99, "seed \(seed)")
      #expect(Set(answers.filter { $0.status == 401 }.map(\.body)).count == 1)
    }
  }

  @Test func `a link that is looked at first and used up later lets several in`() throws {
    let answers = try rush(100, seed: 1, .checkThenActRedemption)
    #expect(answers.count { $0.status == 303 } > 1)
    #expect(Set(answers.compactMap(\.sessionToken)).count > 1)
  }

  // MARK: Limits

  @Test func `an e-mail address gets five links a day, whoever asks`() throws {
    for seed in 1...10 as ClosedRange<UInt64> {
      let answers = Box<[ClientAnswer]>([])
      try stage(seed: seed) { $0.statementCost = .uniform(0, 0.01) }.run { client in
        await withDiscardingTaskGroup { group in
          for number in 0..<12 {
            group.addTask {
              await #expect(throws: Never.self) {
                answers.value.append(
                  try await client.askForLink("A@b.example", from: "203.0.113.\(number)"))
              }
            }
          }
        }
      }
      #expect(answers.value.count { $0.status == 202 } == 5, "seed \(seed)")
      let refused = answers.value.filter { $0.status == 429 }
      #expect(refused.count == 7, "seed \(seed)")
      #expect(refused.allSatisfy { $0.json?["error"] == "rate_limited" })
      #expect(refused.allSatisfy { $0.fields["retry-after"] != nil })
    }
    #expect(mailbox.mails.count == 50)
  }

  @Test func `a visitor gets ten links a day, whatever the addresses`() throws {
    try stage().run { client in
      var statuses: [Int] = []
      for number in 0..<12 {
        // Different addresses of one IPv6 network are one visitor.
        let visitor = "2001:db8:1:2::\(number + 1)"
        statuses.append(try await client.askForLink("u\(number)@b.example", from: visitor).status)
      }
      #expect(statuses == Array(repeating: 202, count: 10) + [429, 429])
      #expect(try await client.askForLink("z@b.example", from: "2001:db8:1:3::1").status == 202)
    }
  }

  @Test func `who is refused by one limit takes nothing from the other`() throws {
    try stage().run { client in
      let visitor = "203.0.113.1"
      for _ in 0..<9 { _ = try await client.askForLink("a@b.example", from: visitor) }
      // Five passed, four were refused by the e-mail address: five places of the visitor are left.
      var statuses: [Int] = []
      for number in 0..<6 {
        statuses.append(try await client.askForLink("u\(number)@b.example", from: visitor).status)
      }
      #expect(statuses == [202, 202, 202, 202, 202, 429])
      // And the last, refused as a visitor, took nothing from its address.
      for _ in 0..<5 {
        #expect(try await client.askForLink("u5@b.example", from: "203.0.113.2").status == 202)
      }
    }
  }

  @Test func `limits that are looked at first and counted later let too many pass`() throws {
    let passed = Box(0)
    let stage = stage {
      $0.statementCost = .uniform(0, 0.01)
      $0.knownBugs = .checkThenActLimits
    }
    try stage.run { client in
      await withDiscardingTaskGroup { group in
        for number in 0..<12 {
          group.addTask {
            let answer = try? await client.askForLink("a@b.example", from: "203.0.113.\(number)")
            passed.value += answer?.status == 202 ? 1 : 0
          }
        }
      }
    }
    #expect(passed.value > 5)
  }

  // MARK: What goes wrong

  @Test(arguments: [
    ("[]", 422, "body: must be a JSON object"),
    ("{}", 422, "email: is required"),
    (#"{"email":null}"#, 422, "email: must be an e-mail address such as ada@example.org"),
    (
      #"{"email":"a@b.c\r\nRCPT TO:<x@y.z>"}"#, 422,
      "email: must be an e-mail address such as ada@example.org"
    ),
    ("{", 400, "body: must be JSON"),
  ])
  func `a body that breaks a rule is refused, and no mail goes out`(
    body: String, status: Int, message: String
  ) throws {
    try stage().run { client in
      let answer = try await client.askForLink(body: body)
      #expect(answer.status == status)
      #expect(answer.json?["message"]?.stringValue == message)
      #expect(mailbox.mails.isEmpty)
    }
  }

  @Test func `where no mail can be sent it is said, loudly, and nothing is counted`() throws {
    let stage = stage {
      $0.mail = .none
      $0.environment = .staging
    }
    let result = try stage.run { client in
      for _ in 0..<7 {
        let answer = try await client.askForLink("a@b.example")
        #expect(answer.status == 503)
        #expect(answer.json?["error"] == "mail_unavailable")
        #expect(answer.fields["retry-after"] == "60")
      }
    }
    #expect(result.log.map(\.event) == Array(repeating: "request_failed", count: 7))
    #expect(result.log.allSatisfy { $0.level == .error })
    #expect(result.log[0]["magic_link"] == nil, "none was issued")
    #expect(result.log[0]["reason"]?.stringValue?.contains("set mail, or BMM_MAIL") == true)
  }

  /// A relay among the users that answers each recipient with this.
  private static func relay(in world: World, answering last: String) throws -> Listener {
    try world.listen(at: Address("users", port: 25)) { connection in
      world.spawn("relay") {
        for reply in ["220 ready\r\n", "250 ok\r\n", "250 ok\r\n", last] {
          connection.write(Array(reply.utf8))
          while !connection.input.view.text.hasSuffix("\r\n") {
            guard case .bytes? = try? await connection.more() else { break }
          }
          connection.consume(connection.input.count)
        }
        connection.finish()
        connection.close()
      }
    }
  }

  @Test(
    arguments: [
      ("550 nobody of that name\r\n", [202, 202, 202, 202, 202, 429, 429]),
      ("450 later\r\n", [503, 503, 503, 503, 503, 503, 503]),
    ] as [(String, [Int])])
  func `a mailbox refused for good looks like any other, one refused for now counts nothing`(
    reply: String, statuses: [Int]
  ) throws {
    let from = try #require(EmailAddress("bmm@example.org"))
    let stage = stage { $0.mail = .relay(Address("users", port: 25), from: from) }
    let result = try stage.run { client in
      let listener = try Self.relay(in: client.world, answering: reply)
      defer { listener.close() }
      for status in statuses {
        let answer = try await client.askForLink("a@b.example")
        #expect(answer.status == status)
        if status == 202 { #expect(answer.body == #"{"status":"sent"}"#) }
      }
    }
    let refused = result.log.filter { $0.event == "mail_refused" }
    #expect(refused.count == statuses.count { $0 == 202 })
    for line in refused {
      #expect(line["reason"]?.stringValue?.hasSuffix("answered RCPT with 550") == true)
    }
    #expect(result.log.allSatisfy { !$0.json.contains("token=") }, "no link is in the log")
  }

  @Test func `a developer needs no mailbox`() throws {
    let result = try stage { $0.mail = .none }.run { client in
      let answer = try await client.askForLink("a@b.example")
      #expect(answer.status == 202)
    }
    let link = result.log[0]["magic_link"]?.stringValue
    #expect(link?.hasPrefix("http://service:443/v1/auth/magic-link/callback?token=") == true)
  }

  // MARK: Log and metrics

  @Test(arguments: ServiceEnvironment.allCases)
  func `only a developer finds links in the log`(environment: ServiceEnvironment) throws {
    let tokens = Box<[String]>([])
    let result = try stage { $0.environment = environment }.run { client in
      _ = try await client.askForLink("a@b.example")
      let target = try #require(mailbox.lastTarget)
      tokens.value.append(String(target.split(separator: "=")[1]))
      for _ in 1...2 {
        let answer = try await client.follow(target)
        if let token = answer.sessionToken { tokens.value.append(token) }
      }
    }
    #expect(tokens.value.count == 2)
    #expect(result.log.map(\.event) == Array(repeating: "request_done", count: 3))
    #expect(result.log.map { $0["status"]?.intValue } == [202, 303, 401])
    let isOpen = environment == .development
    #expect(
      result.log[0]["magic_link"]?.stringValue
        == (isOpen ? mailbox.mails[0].link : "issued, URL withheld"))
    for line in isOpen ? Array(result.log.dropFirst()) : result.log {
      #expect(!tokens.value.contains { line.json.contains($0) }, "\(line.json)")
    }
    // What the three lines call the link joins them.
    #expect(Set(result.log.map { $0["link"]?.stringValue }).count == 1)
    #expect(result.log[1]["user_id"] != nil)
    #expect(result.log[2]["error"] == "invalid_or_expired_token")
  }

  @Test func `metrics count what became of links`() throws {
    try stage { $0.metricsToken = "token-of-metrics" }.run { client in
      _ = try await client.askForLink("a@b.example")
      let target = try #require(mailbox.lastTarget)
      for _ in 1...3 { _ = try await client.follow(target) }
      let metrics = try await client.send(
        "GET", "/metrics", ["authorization": "Bearer token-of-metrics"])
      #expect(metrics.body.contains("bmm_magic_links_total{result=\"issued\"} 1\n"))
      #expect(metrics.body.contains("bmm_magic_links_total{result=\"redeemed\"} 1\n"))
      #expect(metrics.body.contains("bmm_magic_links_total{result=\"refused\"} 2\n"))
    }
  }
}
