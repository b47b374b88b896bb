import Wire
import World

/// A server that is honest to all but those whose request says "hostile".
package final class HostileServer: @unchecked Sendable {  // Confined to its loop.
  /// What it sends to honest clients, piece by piece, and what its hostile answers are made of.
  package struct Answer: Sendable {
    /// The content type.
    package var type: String
    /// The pieces of an honest body.
    package var pieces: [String]
    /// The honest beginning of a hostile body.
    package var beginning: String
    /// What a hostile body consists of further on.
    package var event: String

    /// An answer of those parts.
    package init(type: String, pieces: [String], beginning: String, event: String) {
      self.type = type
      self.pieces = pieces
      self.beginning = beginning
      self.event = event
    }
  }

  private let world: World
  private let answer: Answer
  private let state: AnswerState
  private let hostility: Hostility
  private var listener: Listener?
  /// How many hostile answers it has begun.
  package private(set) var attacks = 0

  /// A server that turns hostile in a state of its answer.
  package init(in world: World, _ answer: Answer, _ state: AnswerState, _ hostility: Hostility) {
    self.world = world
    self.answer = answer
    self.state = state
    self.hostility = hostility
  }

  /// Starts to listen, and returns the address.
  package func start() throws -> Address {
    let listener = try world.listen(at: Address(world.name, port: 80)) { [self] connection in
      world.spawn("hostile server") { [self] in
        while await serve(connection) {}
        connection.finish()
        connection.close()
      }
    }
    self.listener = listener
    return listener.address
  }

  /// Takes no more connections.
  package func stop() { listener?.close() }

  /// Answers one request; false when the connection can carry no other.
  private func serve(_ connection: Connection) async -> Bool {
    guard let request = await nextRequest(on: connection) else { return false }
    guard request.contains("hostile") else { return await answerHonestly(on: connection) }
    attacks += 1
    connection.write(
      Array(state.beginning(type: answer.type, body: answer.beginning).utf8))
    var peer = HostilePeer(connection)
    await peer.act(hostility, with: state.filler(event: answer.event))
    return false
  }

  private func answerHonestly(on connection: Connection) async -> Bool {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: \(answer.type)\r\ntransfer-encoding: chunked"
    connection.write(Array("\(head)\r\n\r\n".utf8))
    for piece in answer.pieces {
      await world.sleep(for: .milliseconds(100))
      var bytes: [UInt8] = []
      HTTPChunk.write(Array(piece.utf8), into: &bytes)
      if connection.failure == nil { connection.write(bytes) }
    }
    if connection.failure == nil { connection.write(HTTPChunk.end) }
    return connection.failure == nil
  }

  /// The next request, head and body, as text.
  private func nextRequest(on connection: Connection) async -> String? {
    var parser = HTTPHeadParser()
    while true {
      if let (head, byteCount) = try? parser.request(in: connection.input.view) {
        let length = byteCount + (head.fields["content-length"].flatMap { Int($0) } ?? 0)
        while connection.input.count < length {
          guard (try? await connection.more(by: .never)) == .bytes else { return nil }
        }
        let text = String(decoding: connection.input.view.prefix(length), as: UTF8.self)
        connection.consume(length)
        return text
      }
      guard (try? await connection.more(by: .never)) == .bytes else { return nil }
    }
  }
}
