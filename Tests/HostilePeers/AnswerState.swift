/// Where in its answer a server turns hostile.
package enum AnswerState: String, CaseIterable, Sendable {
  case nothingSent
  case inTheStatusLine
  case inAField
  case amongInterimHeads
  case behindTheHead
  case inTheBody
  case betweenChunks
  case inAChunkExtension
  case inAChunk
  case inTrailers

  /// What has been sent of an answer with that type by then; `body` is its honest beginning.
  package func beginning(type: String, body: String) -> String {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: \(type)\r\n"
    let chunked = "\(head)transfer-encoding: chunked\r\n\r\n"
    let chunk = "\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n"
    switch self {
    case .nothingSent: return ""
    case .inTheStatusLine: return "HTTP/1.1 2"
    case .inAField: return head + "x-padding: a"
    case .amongInterimHeads: return Self.interim
    case .behindTheHead: return chunked
    case .inTheBody: return "\(head)content-length: 1000000000\r\n\r\n\(body)"
    case .betweenChunks: return chunked + chunk
    case .inAChunkExtension: return chunked + chunk + "8;x"
    case .inAChunk: return chunked + chunk + "ffffff\r\n"
    case .inTrailers: return chunked + chunk + "0\r\nx-padding: a"
    }
  }

  /// What a hostile server sends more of; `event` is what its body consists of.
  package func filler(event: String) -> String {
    switch self {
    case .nothingSent, .inTheStatusLine, .inAField, .inAChunkExtension, .inTrailers: "a"
    case .amongInterimHeads: Self.interim
    case .behindTheHead, .betweenChunks:
      "\(String(event.utf8.count, radix: 16))\r\n\(event)\r\n"
    case .inTheBody, .inAChunk: event
    }
  }

  /// Whether the head of the answer is not complete by then.
  package var isInHead: Bool {
    switch self {
    case .nothingSent, .inTheStatusLine, .inAField, .amongInterimHeads: true
    default: false
    }
  }

  private static let interim = "HTTP/1.1 103 Early Hints\r\nlink: </style.css>\r\n\r\n"
}
