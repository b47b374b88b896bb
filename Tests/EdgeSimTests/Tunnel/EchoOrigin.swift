import HTTP
import Wire
import World

/// An origin that agrees to every upgrade and then sends each byte back.
final class EchoOrigin: @unchecked Sendable {  // Confined to its loop.
  private let world: World
  private var listener: Listener?
  /// The heads of the requests.
  private(set) var heads: [HTTPRequestHead] = []
  /// Bytes that came through the tunnel.
  private(set) var received = 0
  /// When the hop was seen to have left.
  private(set) var leftAt: Instant?

  init(in world: World) {
    self.world = world
  }

  func listen(at address: Address) throws {
    listener = try world.listen(at: address) { [self] connection in
      connection.whenGone { [self] in leftAt = world.now }
      world.spawn("echo") { [self] in
        try? await serve(connection)
        connection.finish()
        connection.close()
      }
    }
  }

  func close() {
    listener?.close()
  }

  private func serve(_ connection: Connection) async throws {
    var parser = HTTPHeadParser()
    while try await connection.more() == .bytes {
      guard let (head, count) = try parser.request(in: connection.input.view) else { continue }
      connection.consume(count)
      heads.append(head)
      break
    }
    let wish = heads.last?.fields["upgrade"] ?? "nothing"
    let answer =
      wish == "websocket"
      ? "101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: \(wish)\r\nX-Own: 1\r\n\r\n"
      : "200 OK\r\nContent-Length: 7\r\n\r\nnothing"
    connection.write(Array("HTTP/1.1 \(answer)".utf8))
    repeat {
      received += connection.input.count
      connection.write(Array(connection.input.view))
      connection.consume(connection.input.count)
      _ = try await connection.drained(by: .never)
    } while try await connection.more() == .bytes
  }
}
