import Wire
import World

/// What a scripted origin does after each request.
enum OriginStep: Sendable {
  case wait(Duration)
  case write(String)
  /// Writes that many bytes as one chunk each 16 KiB, no faster than they are taken.
  case flood(byteCount: Int)
  case finish
  case reset
  /// Does nothing more until the edge is gone.
  case hang
}

/// An origin that answers every request with the same raw bytes at the same times.
final class ScriptedOrigin: @unchecked Sendable {  // Confined to its loop.
  private let world: World
  private let script: [OriginStep]
  private let readsBodies: Bool
  private var listener: Listener?
  /// The requests as they came, head and body.
  private(set) var requests: [String] = []
  /// When the last request was complete.
  private(set) var requestAt = Instant.start
  /// When the edge was seen to have left, and how.
  private(set) var edgeGoneAt: Instant?
  private(set) var edgeReset = false
  private(set) var connectionCount = 0
  /// Bytes that floods have written.
  private(set) var flooded = 0

  init(in world: World, readsBodies: Bool = true, _ script: [OriginStep]) {
    self.world = world
    self.readsBodies = readsBodies
    self.script = script
  }

  func listen(at address: Address) throws -> Address {
    let listener = try world.listen(at: address) { [self] connection in
      connectionCount += 1
      connection.whenGone { [self] in
        edgeGoneAt = world.now
        edgeReset = connection.failure != nil
      }
      world.spawn("origin") { [self] in
        try? await serve(connection)
        connection.finish()
        connection.close()
      }
    }
    self.listener = listener
    return listener.address
  }

  func close() {
    listener?.close()
  }

  private func serve(_ connection: Connection) async throws {
    while try await readRequest(connection) {
      for step in script { try await play(step, on: connection) }
      // Where a body was left unread, no other request can be found.
      if !readsBodies { return }
    }
  }

  private func readRequest(_ connection: Connection) async throws -> Bool {
    var parser = HTTPHeadParser()
    while true {
      if let (head, headCount) = try parser.request(in: connection.input.view) {
        let bodyCount = readsBodies ? Int(head.fields["content-length"] ?? "0") ?? 0 : 0
        while connection.input.count < headCount + bodyCount {
          guard try await connection.more() == .bytes else { return false }
        }
        requests.append(connection.input.view.part(0..<(headCount + bodyCount)).text)
        if readsBodies { connection.consume(headCount + bodyCount) }
        requestAt = world.now
        return true
      }
      guard try await connection.more() == .bytes else { return false }
    }
  }

  private func play(_ step: OriginStep, on connection: Connection) async throws {
    switch step {
    case .wait(let duration): await world.sleep(for: duration)
    case .write(let text): connection.write(Array(text.utf8))
    case .flood(let byteCount): try await flood(byteCount, on: connection)
    case .finish: connection.finish()
    case .reset: connection.close()
    case .hang: while try await connection.more() == .bytes {}
    }
  }

  private func flood(_ byteCount: Int, on connection: Connection) async throws {
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 16_384)
    while flooded < byteCount {
      var bytes: [UInt8] = []
      HTTPChunk.write(piece, into: &bytes)
      connection.write(bytes)
      flooded += piece.count
      try await connection.drained()
    }
  }
}
