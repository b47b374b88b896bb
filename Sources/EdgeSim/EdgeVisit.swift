import Wire

/// What is known of a request as soon as its head is here; by reference, as four hands take it.
final class EdgeVisit {
  /// The name of the request here.
  let ray: EdgeRay
  /// The public host name.
  let host: String
  /// The visitor's address, empty if it is not known.
  let clientHost: String
  /// The fields of the request; none if its head was refused, or where they are not needed.
  let fields: HTTPFields

  /// The name that the hop has given to the request; nil where the client's own counts.
  private let givenName: String?
  /// What Cloudflare adds to the request, with another ray; made anew where nobody knows it.
  private let known: HTTPFields?

  init(
    ray: EdgeRay, host: String, clientHost: String = "", fields: HTTPFields = [:],
    added: HTTPFields? = nil, name: String? = nil
  ) {
    givenName = name
    known = added
    self.ray = ray
    self.host = host
    self.clientHost = clientHost
    self.fields = fields
  }

  /// What Cloudflare adds to the request.
  var added: HTTPFields { known ?? ForwardedRequest.added(for: clientHost, ray: ray) }

  /// The visit with the fields of its request.
  func with(_ fields: HTTPFields) -> EdgeVisit {
    EdgeVisit(ray: ray, host: host, clientHost: clientHost, fields: fields, name: givenName)
  }

  // Looked up when they are asked for, as most requests are answered without.

  /// The lines of the `Accept` field.
  var accept: [String] { fields.values(of: "accept") }

  /// The page that asks, as its browser names it.
  var pageOrigin: String? { fields["origin"] }

  /// The name of the request in the logs; empty if nobody gave it one.
  var requestID: String { requestID(in: fields) }

  /// The name of the request, whose fields are these.
  func requestID(in fields: HTTPFields) -> String { givenName ?? fields["x-request-id"] ?? "" }

  /// Whether the browser is one of the two that nginx pads its pages for.
  var isChromeOrExplorer: Bool {
    let browser = fields["user-agent"] ?? ""
    return browser.contains("Chrome/") || browser.contains("MSIE ")
  }
}
