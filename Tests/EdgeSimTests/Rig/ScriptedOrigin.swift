import Wire
import World

/// What a scripted origin does after each request.
enum OriginStep: Sendable {
  case wait(Duration)
  case write(String)
  case writeBytes([UInt8])
  /// Writes that many bytes as one chunk each 16 KiB, no faster than they are taken.
  case flood(byteCount: Int)
  case finish
  case reset
  /// Does nothing more until the edge is gone.
  case hang
}

/// How much a scripted origin reads before its script begins.
enum OriginReading {
  case requests
  case headsOnly
  case nothing
}

/// An origin that answers every request with the same raw bytes at the same times.
final class ScriptedOrigin: @unchecked Sendable {  // Confined to its loop.
  private let world: World
  private let script: [OriginStep]
  private let reading: OriginReading
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

  init(in world: World, reading: OriginReading = .requests, _ script: [OriginStep]) {
    self.world = world
    self.reading = reading
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
    repeat {
      if reading != .nothing, !(try await readRequest(connection)) { return }
      for step in script { try await play(step, on: connection) }
      // Where anything was left unread, no other request can be found.
    } while reading == .requests
  }

  private func readRequest(_ connection: Connection) async throws -> Bool {
    var parser = HTTPHeadParser()
    while true {
      if let (head, byteCount) = try parser.request(in: connection.input.view) {
        var request = Array(connection.input.view[..<byteCount])
        connection.consume(byteCount)
        let length = reading == .requests ? Int(head.fields["content-length"] ?? "") ?? 0 : 0
        while request.count < byteCount + length {
          if connection.input.isEmpty, try await connection.more() != .bytes { return false }
          request.append(contentsOf: connection.input.view)
          connection.consume(connection.input.count)
        }
        requests.append(String(decoding: request, as: UTF8.self))
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
    case .writeBytes(let bytes): connection.write(bytes)
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
      _ = try await connection.drained(by: .never)
    }
  }
}
