import Wire

/// The log's one line of a request that has no outcome line.
struct AccessLine {
  private let log: ServiceLog

  init(_ log: ServiceLog) {
    self.log = log
  }

  /// Writes the line of a request that has ended.
  func write(_ request: ServiceRequest) {
    guard !request.hasOutcomeLine else { return }
    let exchange = request.exchange
    var fields = request.logFields
    fields += [
      ("method", .string(String(exchange.head.method.prefix(ServiceLimits.loggedMethodLength)))),
      ("route", request.route.map { .string($0.name) } ?? .null),
      ("status", exchange.status.map { .integer(Int64($0)) } ?? .null),
      ("ms", .integer(request.age.nanoseconds / 1_000_000)),
      ("client", .string(request.clientAddress)),
    ]
    fields += request.details
    if let code = request.errorCode { fields.append(("error", .string(code))) }
    if let failure = request.failure {
      fields.append(("reason", .string(failure)))
      return log.write(.error, "request_failed", fields, hiding: request.secrets)
    }
    log.write(.info, "request_done", fields, hiding: request.secrets)
  }

  /// Writes the line of bytes that were no request.
  func write(_ rejection: Rejection, requestID: String) {
    log.write(
      .info, "request_refused",
      [
        ("request_id", .string(requestID)), ("status", .integer(Int64(rejection.status))),
        ("error", .string(rejection.code)), ("reason", .string(rejection.message)),
      ])
  }
}
