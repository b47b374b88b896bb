import World

/// Gives mails to a relay by SMTP, on a connection for each.
///
/// In clear text, so the relay has to be on this machine or in its private network; it speaks TLS
/// to the rest of the world, as the hops before the providers do.
final class MailRelay: MailSender, @unchecked Sendable {  // Confined to its world's loop.
  private let address: Address
  private let from: EmailAddress
  private let world: World
  private var connections: [Connection] = []
  private var isClosed = false

  init(at address: Address, from: EmailAddress, in world: World) {
    self.address = address
    self.from = from
    self.world = world
  }

  func send(_ mail: Mail) async throws(MailError) {
    let deadline = world.now + MailLimits.relay
    let connection = try await connect(by: deadline)
    connections.append(connection)
    defer {
      connections.removeAll { $0 === connection }
      connection.close()
    }
    // A service that stops while the connection is made must not wait for the relay.
    if isClosed { throw .brokenOff(address, at: SMTPDialogue.Step.greeting.rawValue) }
    var dialogue = SMTPDialogue(mail, from: from, at: world.wallTime)
    while true {
      let status = try await reply(on: connection, to: dialogue.step, by: deadline)
      let step = dialogue.step
      switch dialogue.take(status) {
      case .say(let text): connection.write(Array(text.utf8))
      case .done:
        connection.write(Array("QUIT\r\n".utf8))
        return connection.finish()
      case .refused: throw .refused(address, at: step.rawValue, status: status)
      }
    }
  }

  func close() {
    isClosed = true
    for connection in connections { connection.abort(ConnectionError.closed) }
  }

  private func connect(by deadline: Instant) async throws(MailError) -> Connection {
    do {
      return try await world.connect(to: address, by: deadline)
    } catch {
      throw .unreachable(address, error)
    }
  }

  private func reply(
    on connection: Connection, to step: SMTPDialogue.Step, by deadline: Instant
  ) async throws(MailError) -> Int {
    while true {
      switch SMTPReply.read(connection.input.view) {
      case .whole(let status, let byteCount):
        connection.consume(byteCount)
        return status
      case .malformed: throw .brokenOff(address, at: step.rawValue)
      case .partial: break
      }
      guard case .bytes? = try? await connection.more(by: deadline) else {
        throw .brokenOff(address, at: step.rawValue)
      }
    }
  }
}
