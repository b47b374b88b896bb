import Wire
import World

/// `/v1/auth/me`, `/v1/auth/logout` and `/v1/dev/login`: who a session belongs to, and its ends.
struct AccountRoutes: Sendable {
  let parts: ServiceParts

  private var environment: ServiceEnvironment { parts.configuration.environment }

  /// Answers with the user, what they pay for and what is left of the day.
  func me(_ request: ServiceRequest) async throws {
    let session = try await parts.admission.session(of: request)
    request.respond(200, profile(of: session))
  }

  /// Opens a session for any address, without proof: for a developer's machine only.
  func logIn(_ request: ServiceRequest) async throws {
    try request.checkType()
    let body = try LoginBody(try await request.exchange.body())
    let now = parts.world.wallTime
    _ = try await parts.limiter.take(.logins(from: request.limitAddress))
    let token = parts.world.secret(byteCount: ServiceLimits.sessionSecretBytes)
    let session = try await parts.store.logIn(body.email.text, body.plan, token: token, at: now)
    request.respond(
      200, profile(of: session),
      [("set-cookie", SessionCookie.line(token, in: environment))])
  }

  /// Ends the session, if there is one; the browser forgets its cookie in any case.
  func logOut(_ request: ServiceRequest) async throws {
    if let token = request.sessionToken {
      try await parts.store.logOut(token: token)
    }
    request.respond(200, [:], [("set-cookie", SessionCookie.removal(in: environment))])
  }

  private func profile(of session: Session) -> JSONValue {
    let tier = parts.configuration.tiers[session.plan]
    var previews = JSONValue.null
    if let count = DailyCount.previews(of: session, tier) {
      previews = [
        "limit": .integer(Int64(count.limit)), "remaining": .integer(Int64(count.remaining)),
        "resetsAt": .string(count.reset.rfc3339),
      ]
    }
    return [
      "user": [
        "id": .string(String(session.userID)), "email": .string(session.email),
        "isAdmin": .bool(session.isAdmin),
      ],
      "organisation": [
        "id": .string(String(session.organisation.id)),
        "name": .string(session.organisation.name),
      ],
      "plan": .string(session.plan.rawValue), "model": .string(tier.model),
      "limits": ["previews": previews],
    ]
  }
}
