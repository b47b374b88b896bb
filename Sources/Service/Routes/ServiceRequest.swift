import HTTP
import Wire
import World

/// One request with what the service knows of it from the start, and its answer.
final class ServiceRequest: @unchecked Sendable {  // Confined to its world's loop.
  let exchange: HTTPExchange
  /// The name of the request in all logs.
  let id: String
  /// The visitor's address, for logs.
  var clientAddress: String { client.text }
  /// What limits per address count the visitor by.
  var limitAddress: String { client.limitKey }

  /// What every answer says of the client's daily limit, once that was asked.
  var limits: HTTPFields = [:]
  /// What it asks for, or nil when there is no such thing.
  let route: Route?
  /// What an edge calls the request in its own logs.
  let ray: String?
  /// The secret of its session, if its cookies have one.
  let sessionToken: String?
  /// What must not stand in a log, beside the service's own secrets: the cookie, the prompt.
  private(set) var secrets: [String]
  /// Whether a part with an outcome line of its own answers it.
  var hasOutcomeLine = false
  /// What its line in the log says beyond what all lines do.
  var details: [(String, JSONValue)] = []
  /// What went wrong inside the service.
  var failure: String?
  /// The code of the error it was answered with.
  private(set) var errorCode: String?

  private let origin: String?
  private let client: ClientAddress
  private let world: World
  private let started: Instant
  private let answers: AnswerFields

  init(
    _ exchange: HTTPExchange, _ route: Route?, id: String, client: ClientAddress,
    in world: World, answers: AnswerFields
  ) {
    self.exchange = exchange
    self.route = route
    self.id = id
    self.client = client
    self.world = world
    self.answers = answers
    started = world.now
    let fields = exchange.head.fields
    origin = fields["origin"]
    ray = fields["cf-ray"].flatMap { RequestID.isSane($0) ? $0 : nil }
    sessionToken = SessionCookie.token(in: fields)
    secrets = sessionToken.map { [$0] } ?? []
  }

  /// Keeps a text out of the log.
  func hide(_ secret: String) {
    secrets.append(secret)
  }

  /// Throws unless the body may be JSON.
  func checkType() throws(Rejection) {
    guard MediaType.mayBeJSON(exchange.head.fields["content-type"]) else {
      throw .unsupportedMediaType
    }
  }

  /// What each of its log lines says of it.
  var logFields: [(String, JSONValue)] {
    [("request_id", .string(id))] + (ray.map { [("cf_ray", .string($0))] } ?? [])
  }

  /// The present, as calendar time.
  var now: WallTime { world.wallTime }

  /// The time since its head was read.
  var age: Duration { world.now - started }

  /// The fields of any answer to it.
  func fields(status: Int) -> HTTPFields {
    var fields = answers.fields(
      status: status, origin: origin, requestID: id)
    for field in limits { fields.append(field.name, field.value) }
    return fields
  }

  /// Answers with JSON.
  func respond(_ status: Int, _ json: JSONValue, _ extra: [(String, String)] = []) {
    var body: [UInt8] = []
    json.write(into: &body)
    respond(status, body, extra)
  }

  /// Answers with bytes that are JSON.
  func respond(_ status: Int, _ json: [UInt8], _ extra: [(String, String)] = []) {
    var fields = fields(status: status)
    fields.append("content-type", "application/json; charset=utf-8")
    for (name, value) in extra { fields.append(name, value) }
    exchange.respond(HTTPAnswer(status: status, fields: fields, body: json))
  }

  /// Answers with a text of another type.
  func respond(_ status: Int, _ text: String, type: String) {
    var fields = fields(status: status)
    fields.append("content-type", type)
    exchange.respond(HTTPAnswer(status: status, fields: fields, body: Array(text.utf8)))
  }

  /// Sends a browser to another address by GET, whatever it asked by.
  func redirect(to location: String, _ extra: [(String, String)]) {
    var fields = fields(status: 303)
    for (name, value) in [("location", location)] + extra { fields.append(name, value) }
    exchange.respond(HTTPAnswer(status: 303, fields: fields))
  }

  /// Answers with a refusal of the service.
  func respond(_ rejection: Rejection, _ extra: [(String, String)] = []) {
    errorCode = rejection.code
    let own = rejection.fields.map { ($0.name, $0.value) }
    respond(rejection.status, rejection.json, own + extra)
  }

  /// Answers with an error of the LLM layer.
  func respond(_ error: SpecError, _ bugs: KnownBugs) {
    let wait = error.retryAfterSeconds.map { [("retry-after", String($0))] } ?? []
    respond(error.status, error.json(bugs), wait)
  }

  /// Answers a browser that asks what its page may send, and anybody who asks for the methods.
  func respondToOptions(of methods: [String]) {
    var fields = fields(status: 204)
    let methods = methods.joined(separator: ", ")
    if fields["access-control-allow-origin"] != nil {
      fields.append("access-control-allow-methods", methods)
      fields.append("access-control-allow-headers", "content-type, x-request-id")
      fields.append("access-control-max-age", String(ServiceLimits.preflightMaxAge))
    }
    fields.append("allow", methods)
    exchange.respond(HTTPAnswer(status: 204, fields: fields))
  }
}
