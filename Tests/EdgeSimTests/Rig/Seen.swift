import HTTP
import Wire
import World

/// What a client has seen of one answer.
struct Seen: Sendable {
  var status = 0
  var fields: HTTPFields = [:]
  var headAt = Instant.start
  /// The pieces of the body with the times of their arrival.
  var pieces: [(at: Instant, bytes: [UInt8])] = []
  var endedAt = Instant.start
  /// What ended it before its end.
  var error: HTTPClientError?

  var body: String { String(decoding: pieces.flatMap(\.bytes), as: UTF8.self) }
}

extension HTTPClient {
  /// Sends a request and takes in the whole answer, or what comes of it.
  func fetch(_ request: HTTPRequest, in world: World, patience: Duration) async -> Seen {
    var seen = Seen()
    let deadline = world.now + patience
    do {
      let call = try await send(request, connectBy: deadline)
      defer { call.close() }
      let head = try await call.head(by: deadline)
      (seen.status, seen.fields, seen.headAt) = (head.status, head.fields, world.now)
      while true {
        var piece: [UInt8] = []
        let arrival = try await call.body(by: deadline) { piece.append(contentsOf: $0) }
        if arrival == .timeout { throw HTTPClientError.timedOut }
        if arrival == .end { break }
        seen.pieces.append((world.now, piece))
      }
    } catch {
      seen.error = error as? HTTPClientError
    }
    seen.endedAt = world.now
    return seen
  }
}
