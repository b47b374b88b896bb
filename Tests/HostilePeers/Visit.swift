import HTTP
import Wire
import World

/// What an honest client has seen of one answer.
package struct Visit: Sendable, Equatable {
  /// The status, or 0 without an answer.
  package var status = 0
  /// From the request to the end of the answer.
  package var took = Duration.zero
  /// Whether the answer came to its end.
  package var isWhole = false
  /// Lines of the body: events of a stream, one for other bodies.
  package var lines = 0

  /// How long it waits for an answer.
  package static let patience = Duration.seconds(600)
  /// The longest answer it takes, in bytes.
  private static let bodyMax = 16_000_000

  /// Asks the same thing every 45 seconds until `isOver`, and once more.
  static func visits(
    to address: Address, with request: HTTPRequest, in world: World,
    until isOver: () -> Bool
  ) async -> [Visit] {
    let client = HTTPClient(in: world, to: address)
    defer { client.close() }
    var visits: [Visit] = []
    var isLast = false
    while !isLast {
      isLast = isOver()
      let next = world.now + .seconds(45)
      visits.append(await visit(client, request, in: world))
      await world.sleep(until: next)
    }
    return visits
  }

  static func visit(
    _ client: HTTPClient, _ request: HTTPRequest, in world: World
  ) async -> Visit {
    var visit = Visit()
    let (start, deadline) = (world.now, world.now + patience)
    do {
      let call = try await client.send(request, connectBy: deadline)
      defer { call.close() }
      visit.status = try await call.head(by: deadline).status
      let body = try await call.wholeBody(by: deadline, limit: bodyMax)
      visit.lines = body.count { $0 == UInt8(ascii: "\n") }
      visit.isWhole = true
    } catch {
      visit.isWhole = false
    }
    visit.took = world.now - start
    return visit
  }
}
