/// How the end of a body is known (RFC 9112 §6), decided strictly, since parties that decide
/// differently can be made to see different messages.
package enum HTTPBodyFraming: Sendable, Equatable {
  /// The message has no body.
  case none
  /// The body has so many bytes.
  case length(Int)
  /// The body comes in chunks; an end without the last chunk is a cut.
  case chunked
  /// The body ends with the connection, so a cut cannot be told from an end.
  case untilClose
}

extension HTTPBodyFraming {
  /// The framing of a request's body; a declared length beyond the limit is refused at once.
  package static func ofRequest(
    _ head: HTTPRequestHead, limits: HTTPLimits = .standard
  ) throws(HTTPParsingError) -> HTTPBodyFraming {
    let framing = try declared(in: head.fields, head.version) ?? .none
    if case .length(let count) = framing, count > limits.bodyBytes {
      throw .bodyTooLong(byteCount: count, limit: limits.bodyBytes)
    }
    return framing
  }

  /// The framing of the body of a response to a request with this method.
  package static func ofResponse(
    _ head: HTTPResponseHead, to method: String
  ) throws(HTTPParsingError) -> HTTPBodyFraming {
    let isTunnel = method == "CONNECT" && (200...299).contains(head.status)
    switch head.status {
    case 100...199, 204, 304: return .none
    case _ where method == "HEAD" || isTunnel: return .none
    default: return try declared(in: head.fields, head.version) ?? .untilClose
    }
  }

  private static func declared(
    in fields: HTTPFields, _ version: HTTPVersion
  ) throws(HTTPParsingError) -> HTTPBodyFraming? {
    let lengthCount = fields.count { ASCII.equalIgnoringCase($0.name, "Content-Length") }
    if let coding = fields["Transfer-Encoding"] {
      if version == .http10 { throw .transferCodingInHTTP10 }
      if lengthCount > 0 { throw .conflictingFraming }
      let codingCount = fields.count { ASCII.equalIgnoringCase($0.name, "Transfer-Encoding") }
      guard codingCount == 1, ASCII.equalIgnoringCase(coding, "chunked") else {
        throw .unsupportedTransferCoding
      }
      return .chunked
    }
    if lengthCount > 1 { throw .duplicateContentLength(count: lengthCount) }
    return try fields["Content-Length"].map(length)
  }

  private static func length(_ text: String) throws(HTTPParsingError) -> HTTPBodyFraming {
    guard !text.utf8.isEmpty, text.utf8.allSatisfy(ASCII.isDigit) else {
      throw .malformedContentLength
    }
    // More digits than an Int holds: no limit allows that much.
    guard let count = Int(text) else { throw .bodyTooLong(byteCount: .max, limit: .max) }
    return .length(count)
  }
}
