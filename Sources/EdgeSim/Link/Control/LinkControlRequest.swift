import Wire

/// What a client asks of the control API of links.
enum LinkControlRequest: Equatable {
  case version
  case reset
  case populate
  case listProxies
  case addProxy
  case showProxy(String)
  case changeProxy(String)
  case removeProxy(String)
  case listToxics(proxy: String)
  case addToxic(proxy: String)
  case showToxic(String, proxy: String)
  case changeToxic(String, proxy: String)
  case removeToxic(String, proxy: String)

  /// Reads method and path; changes come as POST to toxiproxy before 2.6, as PATCH to later ones.
  init(_ head: HTTPRequestHead) throws(LinkControlError) {
    let parts = head.path.split(separator: "/").map(String.init)
    guard let requests = Self.requests(for: parts) else { throw .pathNotFound }
    let method = head.method == "PATCH" && parts.count % 2 == 0 ? "POST" : head.method
    guard let request = requests.first(where: { $0.method == method })?.request else {
      throw .wrongMethod
    }
    self = request
  }

  private typealias Row = (method: String, request: LinkControlRequest)

  private static func requests(for path: [String]) -> [Row]? {
    switch (path.first, path.count) {
    case ("version", 1): [("GET", .version)]
    case ("reset", 1): [("POST", .reset)]
    case ("populate", 1): [("POST", .populate)]
    case ("proxies", 1): [("GET", .listProxies), ("POST", .addProxy)]
    case ("proxies", 2):
      [
        ("GET", .showProxy(path[1])), ("POST", .changeProxy(path[1])),
        ("DELETE", .removeProxy(path[1])),
      ]
    case ("proxies", 3) where path[2] == "toxics":
      [("GET", .listToxics(proxy: path[1])), ("POST", .addToxic(proxy: path[1]))]
    case ("proxies", 4) where path[2] == "toxics":
      [
        ("GET", .showToxic(path[3], proxy: path[1])),
        ("POST", .changeToxic(path[3], proxy: path[1])),
        ("DELETE", .removeToxic(path[3], proxy: path[1])),
      ]
    default: nil
    }
  }
}
