/// Writes heads. Callers check what comes from outside; a line break in a value is their mistake,
/// since it would split the message.
extension HTTPRequestHead {
  /// Appends request line, fields and the empty line.
  package func write(into bytes: inout [UInt8]) {
    precondition(HTTPCharacters.isToken(method), "the method must be a token")
    precondition(
      !target.utf8.isEmpty && target.utf8.allSatisfy(HTTPCharacters.isVisible),
      "the target must be visible ASCII; percent-encode the rest")
    bytes.append(contentsOf: method.utf8)
    bytes.append(ASCII.space)
    bytes.append(contentsOf: target.utf8)
    bytes.append(ASCII.space)
    bytes.append(contentsOf: version.text.utf8)
    HTTPHeadWriter.endLine(&bytes)
    HTTPHeadWriter.write(fields, into: &bytes)
  }
}

extension HTTPResponseHead {
  /// Appends status line, fields and the empty line.
  package func write(into bytes: inout [UInt8]) {
    precondition((100...599).contains(status), "the status must be between 100 and 599")
    precondition(HTTPHeadWriter.isSafe(reason), "the reason must be one line")
    bytes.append(contentsOf: version.text.utf8)
    bytes.append(ASCII.space)
    bytes.append(contentsOf: String(status).utf8)
    bytes.append(ASCII.space)
    bytes.append(contentsOf: reason.utf8)
    HTTPHeadWriter.endLine(&bytes)
    HTTPHeadWriter.write(fields, into: &bytes)
  }
}

/// The part that both kinds of head share.
enum HTTPHeadWriter {
  static func write(_ fields: HTTPFields, into bytes: inout [UInt8]) {
    for field in fields {
      precondition(HTTPCharacters.isToken(field.name), "a field's name must be a token")
      precondition(isSafe(field.value), "a field's value must be one line without controls")
      bytes.append(contentsOf: field.name.utf8)
      bytes.append(ASCII.colon)
      bytes.append(ASCII.space)
      bytes.append(contentsOf: field.value.utf8)
      endLine(&bytes)
    }
    endLine(&bytes)
  }

  static func endLine(_ bytes: inout [UInt8]) {
    bytes.append(ASCII.carriageReturn)
    bytes.append(ASCII.lineFeed)
  }

  /// Whether the reader would take it: what we refuse from others we do not send either.
  static func isSafe(_ value: String) -> Bool {
    !value.utf8.contains(where: HTTPCharacters.isControl)
  }
}
