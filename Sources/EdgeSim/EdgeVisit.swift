import Wire

/// What is known of a request as soon as its head is here.
struct EdgeVisit {
  /// The ray with its location.
  var ray: String
  /// The public host name.
  var host: String
  /// The visitor's address, empty if it is not known.
  var clientHost = ""
  /// The lines of the `Accept` field.
  var accept: [String] = []
  /// The page that asks, as its browser names it.
  var pageOrigin: String?
  /// The name of the request in the logs; empty if its client gave none.
  var requestID = ""
  /// Whether the browser is one of the two that nginx pads its pages for.
  var isChromeOrExplorer = false

  /// The 16 digits that name the request.
  var rayID: Substring { ray.prefix { $0 != "-" } }
  /// The code of the edge's location.
  var location: Substring { ray.drop { $0 != "-" }.dropFirst() }
}

extension EdgeVisit {
  /// A visit with what a head tells, if it is known.
  init(ray: String, host: String, clientHost: String, _ head: HTTPRequestHead?) {
    self.init(ray: ray, host: host, clientHost: clientHost)
    guard let fields = head?.fields else { return }
    accept = fields.values(of: "accept")
    pageOrigin = fields["origin"]
    requestID = fields["x-request-id"] ?? ""
    let browser = fields["user-agent"] ?? ""
    isChromeOrExplorer = browser.contains("Chrome/") || browser.contains("MSIE ")
  }
}
