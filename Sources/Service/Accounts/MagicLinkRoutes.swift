import Wire
import World

/// `/v1/auth/magic-link` and its callback: a log-in by whoever can read an address's mail.
struct MagicLinkRoutes: Sendable {
  let parts: ServiceParts

  private var configuration: ServiceConfiguration { parts.configuration }

  /// Sends a link to an address; whether anybody has an account with it does not show.
  func issue(_ request: ServiceRequest) async throws {
    try request.checkType()
    let email = try EmailBody(try await request.exchange.body()).email
    let tickets = try await parts.limiter.take([
      .links(from: request.limitAddress), .links(to: email),
    ])
    let link = MagicLink(token: parts.world.secret(byteCount: ServiceLimits.linkSecretBytes))
    request.details = [("link", .string(link.name))]
    if !isForDevelopers { request.hide(link.token) }
    do {
      try await parts.store.keep(link, for: email.text, at: parts.world.wallTime)
      try await send(link, to: email, for: request)
      parts.metrics.link(.issued)
    } catch let error as MailError where error.isForGood {
      // Nobody may learn from the answer which mailboxes there are, nor ask without a limit.
      parts.metrics.link(.unsent)
      parts.log.note("mail_refused", of: request.id, error)
    } catch {
      parts.world.mark(ServiceMark.mailFailed)
      parts.metrics.link(.unsent)
      // Whoever got no mail has used up nothing; a place that cannot go back stays taken.
      for ticket in tickets { try? await parts.limiter.giveBack(ticket) }
      throw error
    }
    request.respond(202, ["status": "sent"])
  }

  /// A developer finds links in the log, and so needs no mailbox; elsewhere a log must not let its
  /// readers in.
  private var isForDevelopers: Bool { configuration.environment == .development }

  private func send(
    _ link: MagicLink, to email: EmailAddress, for request: ServiceRequest
  ) async throws {
    if configuration.mail.isSetUp || !isForDevelopers {
      try await parts.mail.send(link.mail(to: email, at: parts.publicURL, of: request.id))
    }
    let url = isForDevelopers ? link.url(at: parts.publicURL) : "issued, URL withheld"
    request.details.append(("magic_link", .string(url)))
  }

  /// Opens a session for the holder of a link, and sends the browser to the page.
  ///
  /// Whatever is wrong with a link, the answer is the same.
  func redeem(_ request: ServiceRequest) async throws {
    guard let link = MagicLink(query: request.exchange.head.query) else {
      parts.metrics.link(.refused)
      throw Rejection.invalidOrExpiredToken
    }
    request.hide(link.token)
    request.details = [("link", .string(link.name))]
    let secret = parts.world.secret(byteCount: ServiceLimits.sessionSecretBytes)
    guard let session = try await redeem(link, opening: secret, at: parts.world.wallTime) else {
      parts.world.mark(ServiceMark.linkRefused)
      parts.metrics.link(.refused)
      throw Rejection.invalidOrExpiredToken
    }
    parts.metrics.link(.redeemed)
    request.hide(secret)
    request.details.append(("user_id", .string(String(session.userID))))
    request.redirect(
      to: configuration.webOrigins.first.map { $0 + "/" } ?? Route.me.path,
      [("set-cookie", SessionCookie.line(secret, in: configuration.environment))])
  }

  private func redeem(
    _ link: MagicLink, opening secret: String, at now: WallTime
  ) async throws -> Session? {
    guard configuration.knownBugs.contains(.checkThenActRedemption) else {
      return try await parts.store.redeem(link, opening: secret, at: now)
    }
    // As it must not be: others see the link unused before any of them has used it up.
    guard let email = try await parts.store.email(ofUnused: link, at: now) else { return nil }
    try await parts.store.useUp(link, at: now)
    return try await parts.store.logIn(email, nil, token: secret, at: now)
  }
}
