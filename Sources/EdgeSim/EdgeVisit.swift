import Wire

/// What is known of a request as soon as its head is here.
struct EdgeVisit {
  /// The ray with its location.
  var ray: String
  /// The public host name.
  var host: String
  /// The visitor's address, empty if it is not known.
  var clientHost = ""
  /// The fields of the request; none if its head was refused.
  var fields: HTTPFields = [:]

  /// The 16 digits that name the request.
  var rayID: Substring { ray.prefix { $0 != "-" } }
  /// The code of the edge's location.
  var location: Substring { ray.drop { $0 != "-" }.dropFirst() }
}

extension EdgeVisit {
  /// A visit with what a head tells, if it is known.
  init(ray: String, host: String, clientHost: String, _ head: HTTPRequestHead?) {
    self.init(ray: ray, host: host, clientHost: clientHost)
    if let head { fields = head.fields }
  }

  // Looked up when they are asked for, as most requests are answered without.

  /// The lines of the `Accept` field.
  var accept: [String] { fields.values(of: "accept") }

  /// The page that asks, as its browser names it.
  var pageOrigin: String? { fields["origin"] }

  /// The name of the request in the logs; empty if its client gave none.
  var requestID: String { Self.requestID(in: fields) }

  /// The name of a request of such fields.
  static func requestID(in fields: HTTPFields) -> String { fields["x-request-id"] ?? "" }

  /// Whether the browser is one of the two that nginx pads its pages for.
  var isChromeOrExplorer: Bool {
    let browser = fields["user-agent"] ?? ""
    return browser.contains("Chrome/") || browser.contains("MSIE ")
  }
}
