import HTTP
import Wire

/// The heads of an upgrade, whose fields of the connection a hop makes anew.
enum TunnelHeads {
  /// Whether a client asks for a tunnel that the hop allows.
  static func isAskedFor(by head: HTTPRequestHead, _ rules: EdgeRules) -> Bool {
    head.fields.contains("upgrade", in: "connection") && WebSocketHandshake.isAskedFor(by: head)
      && head.method == "GET" && head.version == .http11
      && rules.profile.tunnels.areAllowed && rules.profile.originVersion == .http11
  }

  /// The request as the origin gets it.
  static func asking(_ request: HTTPRequest) -> HTTPRequest {
    var request = request
    request.fields.set("Connection", "upgrade")
    request.fields.set("Upgrade", "websocket")
    return request
  }

  /// The answer as the client gets it.
  static func switching(_ head: HTTPResponseHead) -> HTTPResponseHead {
    var head = head
    head.fields.set("Connection", "upgrade")
    head.fields.set("Upgrade", "websocket")
    return head
  }
}
