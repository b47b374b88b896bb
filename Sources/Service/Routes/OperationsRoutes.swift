import HTTP
import Wire
import World

/// What operators and their machines ask: is it ready, what does it count, what can it do.
final class OperationsRoutes: @unchecked Sendable {  // Confined to its world's loop.
  /// Whether the service is ending, so that nobody should send anything new.
  var isDraining = false
  /// The OpenAPI document, as bytes; made when it is first asked for, since most runs never do.
  private(set) lazy var document: [UInt8] = OpenAPIDocument(
    streaming: parts.configuration.streaming, in: parts.configuration.environment
  ).bytes

  private let parts: ServiceParts
  private let access: MetricsAccess

  init(parts: ServiceParts) {
    self.parts = parts
    access = MetricsAccess(token: parts.configuration.metricsToken)
  }

  /// Answers whether requests can be served now, and if not, why.
  func ready(_ request: ServiceRequest) async {
    var reasons: [String] = []
    if isDraining { reasons.append("draining") }
    do {
      try await parts.store.check()
    } catch {
      reasons.append("database")
      request.failure = String(describing: error)
    }
    if reasons.isEmpty { return request.respond(200, ["status": "ready"]) }
    request.respond(
      503,
      [
        "error": "not_ready", "message": "Send requests elsewhere for now.",
        "reasons": .array(reasons.map { .string($0) }),
      ])
  }

  /// Answers what was counted since the start.
  func metrics(_ request: ServiceRequest) throws(Rejection) {
    let fields = request.exchange.head.fields
    guard access.allows(fields, from: request.exchange.connection.peerHost) else {
      throw .operatorsOnly
    }
    let format = MetricsFormat(accept: fields.list("accept"))
    request.respond(
      200, parts.metrics.text(format, at: parts.world.now), type: format.contentType)
  }
}
