/// Why bytes were refused as an HTTP/1.1 message; the connection cannot be used any more.
///
/// Offsets count from the first byte of the head, or of the raw body.
package enum HTTPParsingError: Error, Sendable, Equatable {
  /// The head did not end within the limit; the count is what had arrived when this was noticed.
  case headTooLong(byteCount: Int, limit: Int)
  /// The target is longer than the limit.
  case targetTooLong(byteCount: Int, limit: Int)
  /// The head has more fields than the limit.
  case tooManyFields(limit: Int)
  /// The body is longer than the limit; the count is what was declared or had arrived.
  case bodyTooLong(byteCount: Int, limit: Int)
  /// The first line is not method, target and version with one space between.
  case malformedRequestLine(offset: Int)
  /// The target is none of the forms its method has (RFC 9112 §3.2).
  case malformedTarget(offset: Int)
  /// The first line is not version, three digits and an optional reason.
  case malformedStatusLine(offset: Int)
  /// The version is well-formed, but neither 1.0 nor 1.1.
  case unsupportedVersion(offset: Int)
  /// A CR without LF or an LF without CR: a way to smuggle a second message.
  case bareLineBreak(offset: Int)
  /// A control character other than a tab stands in the head.
  case controlCharacter(byte: UInt8, offset: Int)
  /// A field line has no colon, or its name is not a token.
  case malformedField(offset: Int)
  /// A space stands between name and colon (RFC 9112 §5.1 requires a refusal).
  case spaceBeforeColon(offset: Int)
  /// A line starts with a space: the folding that RFC 9112 §5.2 has withdrawn.
  case foldedField(offset: Int)
  /// A request of version 1.1 has no host.
  case missingHost
  /// More than one host: parties on the way could pick different ones.
  case duplicateHost(count: Int)
  /// The host is empty or holds characters that no host has.
  case malformedHost
  /// Both a length and a transfer coding: the classic smuggling attempt.
  case conflictingFraming
  /// The length is not plain digits.
  case malformedContentLength
  /// More than one length, be they equal or not.
  case duplicateContentLength(count: Int)
  /// A transfer coding other than exactly one "chunked".
  case unsupportedTransferCoding
  /// A transfer coding in version 1.0, which has none.
  case transferCodingInHTTP10
  /// A byte that cannot stand at this place of the chunked framing.
  case malformedChunk(byte: UInt8, offset: Int)
  /// A chunk's size line is longer than the limit.
  case chunkLineTooLong(limit: Int)
  /// The trailer lines are longer than the limit.
  case trailersTooLong(limit: Int)
  /// The connection ended inside the body; the count is what is known to be missing, if it is.
  case truncatedBody(missingByteCount: Int?)
}

extension HTTPParsingError {
  /// The status a server answers a bad request with; for a bad response a proxy answers 502.
  package var status: Int {
    switch self {
    case .headTooLong, .tooManyFields, .trailersTooLong: 431
    case .targetTooLong: 414
    case .bodyTooLong: 413
    case .unsupportedVersion: 505
    case .unsupportedTransferCoding: 501
    case .malformedStatusLine: 502
    default: 400
    }
  }
}

extension HTTPParsingError: CustomStringConvertible {
  /// What was wrong, with its numbers, and what the sender should do.
  package var description: String {
    switch self {
    case .headTooLong, .targetTooLong, .tooManyFields, .bodyTooLong, .chunkLineTooLong,
      .trailersTooLong:
      limitDescription
    case .missingHost, .duplicateHost, .malformedHost, .conflictingFraming,
      .malformedContentLength, .duplicateContentLength, .unsupportedTransferCoding,
      .transferCodingInHTTP10, .truncatedBody:
      meaningDescription
    default: syntaxDescription
    }
  }

  private var limitDescription: String {
    switch self {
    case .headTooLong(let count, let limit):
      "head of \(count) bytes or more; send at most \(limit) bytes of fields"
    case .targetTooLong(let count, let limit):
      "target of \(count) bytes or more; send at most \(limit) bytes, the rest in the body"
    case .tooManyFields(let limit): "more than \(limit) fields; send fewer"
    case .bodyTooLong(let count, let limit):
      "body of \(count) bytes or more; send at most \(limit) bytes"
    case .chunkLineTooLong(let limit):
      "chunk size line longer than \(limit) bytes; leave out chunk extensions"
    case .trailersTooLong(let limit): "trailers longer than \(limit) bytes; leave them out"
    default: preconditionFailure("not a limit")
    }
  }

  private var syntaxDescription: String {
    switch self {
    case .malformedRequestLine(let offset):
      "bad request line at byte \(offset); send method, target and version, one space between"
    case .malformedTarget(let offset):
      "bad target at byte \(offset); send a path, or host and port for CONNECT, * for OPTIONS"
    case .malformedStatusLine(let offset):
      "bad status line at byte \(offset); send version, three digits and a reason"
    case .unsupportedVersion(let offset):
      "unknown HTTP version at byte \(offset); send HTTP/1.1"
    case .bareLineBreak(let offset): "CR or LF alone at byte \(offset); end each line with CR LF"
    case .controlCharacter(let byte, let offset):
      "\(ASCII.name(of: byte)) at byte \(offset) of the head; send no control characters"
    case .malformedField(let offset): "bad field at byte \(offset); send a token, a colon, a value"
    case .spaceBeforeColon(let offset):
      "space before the colon at byte \(offset); put the colon right behind the name"
    case .foldedField(let offset): "folded field at byte \(offset); send each field in one line"
    case .malformedChunk(let byte, let offset):
      "\(ASCII.name(of: byte)) at byte \(offset) of the chunked body; check sizes and line ends"
    default: preconditionFailure("not a matter of syntax")
    }
  }

  private var meaningDescription: String {
    switch self {
    case .missingHost: "no Host field; version 1.1 requires one"
    case .duplicateHost(let count): "\(count) Host fields; send one"
    case .malformedHost: "bad Host field; send a name or address and an optional port"
    case .conflictingFraming: "both Content-Length and Transfer-Encoding; send one of them"
    case .malformedContentLength: "bad Content-Length; send decimal digits only"
    case .duplicateContentLength(let count): "\(count) Content-Length fields; send one"
    case .unsupportedTransferCoding: "unknown transfer coding; send chunked and nothing else"
    case .transferCodingInHTTP10: "transfer coding in version 1.0; send a Content-Length"
    case .truncatedBody(let missing?):
      "connection ended \(missing) bytes before the end of the body; send it again"
    case .truncatedBody(nil): "connection ended before the last chunk; send it again"
    default: preconditionFailure("not a matter of meaning")
    }
  }
}
