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
    let lengthCount = fields.count(of: "Content-Length")
    let codingCount = fields.count(of: "Transfer-Encoding")
    if codingCount > 0 {
      if version == .http10 { throw .transferCodingInHTTP10 }
      if lengthCount > 0 { throw .conflictingFraming }
      let isChunked = fields.withValue(of: "Transfer-Encoding") {
        $0.equalsIgnoringCase("chunked" as StaticString)
      }
      guard codingCount == 1, isChunked == true else { throw .unsupportedTransferCoding }
      return .chunked
    }
    if lengthCount > 1 { throw .duplicateContentLength(count: lengthCount) }
    guard let length = fields.withValue(of: "Content-Length", length) else { return nil }
    return .length(try length.get())
  }

  private static func length(_ digits: ByteView) -> Result<Int, HTTPParsingError> {
    if digits.isEmpty { return .failure(.malformedContentLength) }
    var (length, hasOverflown) = (0, false)
    for digit in digits {
      guard ASCII.isDigit(digit) else { return .failure(.malformedContentLength) }
      let (shifted, isTooMuch) = length.multipliedReportingOverflow(by: 10)
      let (sum, isMore) = shifted.addingReportingOverflow(Int(digit - ASCII.zero))
      length = sum
      hasOverflown = hasOverflown || isTooMuch || isMore
    }
    // More digits than an Int holds: no limit allows that much.
    return hasOverflown
      ? .failure(.bodyTooLong(byteCount: .max, limit: .max)) : .success(length)
  }
}
