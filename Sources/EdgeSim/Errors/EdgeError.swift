import Wire

/// What one of the edge's own error pages says, in words of our own.
struct EdgeError: Equatable {
  /// Who is at fault, as the page shows it.
  enum Fault: Equatable {
    case client
    case edge
    case origin
  }

  /// The code of a request that came through the edge before (Cloudflare "Error 1000").
  static let loopCode = 1000
  /// The code of a client that asks too often (Cloudflare "Error 1015").
  static let rateLimitCode = 1015
  /// The code of an origin whose name has no address (Cloudflare "Error 1016").
  static let noAddressCode = 1016

  /// The code on the page: the status, or one of Cloudflare's own above 1000.
  let code: Int

  /// The status of the answer.
  var status: Int {
    switch code {
    case Self.loopCode: 403
    case Self.rateLimitCode: 429
    case NginxError.headTooLongCode: 400
    case Self.noAddressCode: 530
    default: code
    }
  }

  var title: String {
    switch code {
    case Self.loopCode: "Request Loop Detected"
    case Self.rateLimitCode: "Rate Limit Reached"
    case Self.noAddressCode: "Origin Without Address"
    default: HTTPStatus.reason(for: code)
    }
  }

  var fault: Fault {
    switch code {
    case 500: .edge
    case 502, 504, 520...524, Self.noAddressCode: .origin
    default: .client
    }
  }

  /// The codes that are also told in JSON: those above 1000 since 2026-03-11, of the rest those of
  /// edge and origin since 2026-04-27 (Cloudflare changelog).
  var isNegotiated: Bool { fault != .client || code >= Self.loopCode }

  /// What `retry-after` says, in seconds; nil where trying again cannot help.
  var retryAfter: Int? {
    if code == Self.rateLimitCode { return EdgeLimits.rateLimitRetryAfterSeconds }
    return fault == .client ? nil : EdgeLimits.retryAfterSeconds
  }

  /// `error_category` in JSON.
  var category: String {
    switch fault {
    case .edge: "cloudflare"
    case .origin: "origin"
    case .client: code == Self.rateLimitCode ? "rate_limit" : "client"
    }
  }

  /// What has happened, in one sentence.
  var detail: String {
    switch code {
    case 413: "The body of the request is longer than this site accepts."
    case 414: "The address of the request is longer than the edge accepts."
    case 408: "The request did not arrive completely in time."
    case 500: "The edge has no connection or memory left for this request."
    case 502: "The origin server reported that a server behind it gave a bad answer."
    case 504: "The origin server reported that a server behind it did not answer in time."
    case 520: "The origin server ended the connection, or sent bytes that are no HTTP answer."
    case 521: "The origin server refused the connection."
    case 522: "The origin server did not answer the attempt to connect."
    case 523: "The edge found no way to the origin server."
    case Self.noAddressCode: "The name of the origin server has no address."
    case 524: "The origin server accepted the request but stayed silent for too long."
    case Self.loopCode: "The request has come through this edge before, and would go in circles."
    case Self.rateLimitCode: "The client has sent more requests than this site takes for now."
    default: "The edge could not make sense of the request."
    }
  }

  /// What the owner of the site can do, in one sentence.
  var advice: String {
    switch code {
    case 413: "Send less at once, or in several parts."
    case 414: "Move long parameters from the address into the body."
    case 500: "Raise the number of connections the edge may hold, or send fewer or less at a time."
    case 502, 504: "Look at the servers behind the origin; its own page was replaced by this one."
    case 520: "Look for a crash, and for heads over the limit, at the time and ray shown below."
    case 521: "Check that the server runs and that its firewall lets the edge in."
    case 522: "Check that no firewall drops the edge's packets and that the server is not overrun."
    case 523: "Check the address of the origin and the routes to it."
    case Self.noAddressCode: "Check the DNS record that names the origin."
    case 524: "Send the first byte early and something regularly, or do the work in the background."
    case Self.loopCode: "Let the edge's origin be the server itself, not the public name."
    case Self.rateLimitCode: "Wait as long as retry-after says, or raise the limit of the rule."
    default: "Check the program that made the request."
    }
  }
}
