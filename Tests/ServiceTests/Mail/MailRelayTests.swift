import Testing
import World

@testable import Service

@Suite struct MailRelayTests {
  private static let mail = Mail(
    to: "ada@example.org", subject: "Your log-in link", text: "Open\n.this\n\nlink\n",
    link: "https://api.example/x", requestID: "r-1")
  private static let good = [
    "220 relay ready\r\n", "250-relay\r\n250 SIZE\r\n", "250 ok\r\n", "250 ok\r\n", "354 go\r\n",
    "250 queued\r\n",
  ]

  /// What came of one mail: the error, when, and what the relay was told.
  private struct Sending {
    var error: MailError?
    var took = Duration.zero
    var received = ""
  }

  /// Sends a mail to a relay that answers with these replies, one for each thing it is told, and
  /// then does no more; nil is a relay that is not there.
  private func send(
    _ replies: [String]?, closing: Duration? = nil, endsConnection: Bool = false
  ) throws -> Sending {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let (users, relay) = (World("service", on: loop), World("relay", on: loop))
    let address = Address("relay", port: 25)
    let sending = Box(Sending())
    var listener: Listener?
    if let replies {
      listener = try relay.listen(at: address) { connection in
        relay.spawn("relay") {
          sending.value.received = await Self.answer(replies, on: connection)
          while !endsConnection, case .bytes? = try? await connection.more() {}
          connection.finish()
          connection.close()
        }
      }
    }
    let from = try #require(EmailAddress("bmm@example.org"))
    let sender = MailRelay(at: address, from: from, in: users)
    if let closing { _ = users.at(.start + closing) { sender.close() } }
    users.spawn("test") {
      do throws(MailError) {
        try await sender.send(Self.mail)
      } catch {
        sending.value.error = error
      }
      sending.value.took = users.now - .start
    }
    #expect(loop.run(until: .start + .seconds(1000)) == .idle)
    listener?.close()
    #expect(users.leftovers.isEmpty, "\(users.leftovers)")
    return sending.value
  }

  private static func answer(_ replies: [String], on connection: Connection) async -> String {
    var received = ""
    for (number, reply) in replies.enumerated() {
      if number > 0 {
        let isText = replies[number - 1].hasPrefix("354")
        let end = isText ? "\r\n.\r\n" : "\r\n"
        while !connection.input.view.text.hasSuffix(end) {
          guard case .bytes? = try? await connection.more() else { return received }
        }
        received += connection.input.view.text
        connection.consume(connection.input.count)
      }
      connection.write(Array(reply.utf8))
    }
    return received
  }

  @Test func `a relay that takes the mail gets all of it`() throws {
    let sending = try send(Self.good)
    #expect(sending.error == nil)
    #expect(
      sending.received == """
        EHLO bmm\r
        MAIL FROM:<bmm@example.org>\r
        RCPT TO:<ada@example.org>\r
        DATA\r
        From: <bmm@example.org>\r
        To: <ada@example.org>\r
        Subject: Your log-in link\r
        Date: Fri, 01 May 2026 00:00:00 +0000\r
        MIME-Version: 1.0\r
        Content-Type: text/plain; charset=utf-8\r
        Auto-Submitted: auto-generated\r
        \r
        Open\r
        ..this\r
        \r
        link\r
        \r
        .\r

        """)
  }

  @Test(arguments: [
    (0, "421 busy\r\n", "its greeting", 421), (1, "502 no\r\n", "EHLO", 502),
    (2, "550 who are you\r\n", "MAIL", 550), (3, "550 nobody of that name\r\n", "RCPT", 550),
    (4, "451 later\r\n", "DATA", 451), (5, "552 too long\r\n", "the mail", 552),
  ])
  func `a relay that refuses is an error with its step and status`(
    step: Int, reply: String, name: String, status: Int
  ) throws {
    let sending = try send(Array(Self.good.prefix(step)) + [reply])
    #expect(sending.error == .refused(Address("relay", port: 25), at: name, status: status))
  }

  @Test(arguments: 0...5)
  func `a relay that falls silent has its time, and no more`(step: Int) throws {
    let sending = try send(Array(Self.good.prefix(step)))
    guard case .brokenOff? = sending.error else {
      Issue.record("\(String(describing: sending.error))")
      return
    }
    #expect(sending.took == MailLimits.relay)
  }

  @Test(arguments: 0...5)
  func `a relay that hangs up is an error at once`(step: Int) throws {
    let sending = try send(Array(Self.good.prefix(step)), endsConnection: true)
    guard case .brokenOff? = sending.error else {
      Issue.record("\(String(describing: sending.error))")
      return
    }
    #expect(sending.took < .seconds(1))
  }

  @Test func `what is no relay is an error at once`() throws {
    let sending = try send(["HTTP/1.1 400 Bad Request\r\n"])
    #expect(sending.error == .brokenOff(Address("relay", port: 25), at: "its greeting"))
  }

  @Test func `a relay that is not there is an error with its address`() throws {
    let sending = try send(nil)
    guard case .unreachable(Address("relay", port: 25), _)? = sending.error else {
      Issue.record("\(String(describing: sending.error))")
      return
    }
  }

  @Test(arguments: [Duration.zero, .seconds(3)])
  func `a service that stops does not wait for the relay`(after: Duration) throws {
    let sending = try send([], closing: after)
    #expect(sending.error != nil)
    #expect(sending.took < .seconds(4))
  }
}
