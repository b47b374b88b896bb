import HTTP

/// Where in its request a client turns hostile.
package enum RequestState: String, CaseIterable, Sendable {
  case nothingSent
  case inTheRequestLine
  case inAField
  case behindTheHead
  case inTheBody
  case betweenChunks
  case inAChunkExtension
  case inAChunk
  case inTrailers

  /// The body that is announced where a length is: the longest that every role takes.
  private static let announced = 64 * 1024

  /// What has been sent of a request by then.
  package func beginning(of request: HTTPRequest) -> String {
    let line = "\(request.method) \(request.target) HTTP/1.1\r\n"
    let fields = request.fields.map { "\($0.name): \($0.value)\r\n" }.joined()
    let head = "\(line)host: service.example\r\n\(fields)"
    let body = String(decoding: request.body, as: UTF8.self)
    let chunked = "\(head)transfer-encoding: chunked\r\n\r\n"
    switch self {
    case .nothingSent: return ""
    case .inTheRequestLine: return String(line.prefix(8))
    case .inAField: return head + "x-padding: a"
    case .behindTheHead: return "\(head)content-length: \(Self.announced)\r\n\r\n"
    case .inTheBody: return "\(head)content-length: \(Self.announced)\r\n\r\n\(body.prefix(8))"
    case .betweenChunks: return chunked + "8\r\n\(body.prefix(8))\r\n"
    case .inAChunkExtension: return chunked + "8;x"
    case .inAChunk: return chunked + "ffff\r\n\(body.prefix(8))"
    case .inTrailers: return chunked + "8\r\n\(body.prefix(8))\r\n0\r\nx-padding: a"
    }
  }

  /// What a hostile client sends more of.
  package var filler: String {
    self == .betweenChunks ? "4000\r\n\(String(repeating: "a", count: 0x4000))\r\n" : "a"
  }

  /// The bytes of a request that lacks nothing.
  package static func whole(_ request: HTTPRequest) -> String {
    var request = request
    request.fields.append("content-length", String(request.body.count))
    let head = RequestState.inAField.beginning(of: request)
    return head + "\r\n\r\n" + String(decoding: request.body, as: UTF8.self)
  }
}
