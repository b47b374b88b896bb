/// Writes heads. Callers check what comes from outside; a line break in a value is their mistake,
/// since it would split the message.
extension HTTPRequestHead {
  /// Appends request line, fields and the empty line; a length replaces one among the fields.
  package func write(into bytes: inout [UInt8], contentLength: Int? = nil) {
    bytes.append(
      method, where: HTTPCharacters.isToken, orElse: "the method must be a token")
    precondition(!method.isEmpty && !target.isEmpty, "a request needs a method and a target")
    bytes.append(ASCII.space)
    bytes.append(
      target, where: HTTPCharacters.isVisible,
      orElse: "the target must be visible ASCII; percent-encode the rest")
    bytes.append(ASCII.space)
    bytes.append(contentsOf: version.text.utf8)
    HTTPHeadWriter.endLine(&bytes)
    HTTPHeadWriter.write(fields, contentLength, into: &bytes)
  }
}

extension HTTPResponseHead {
  /// Appends status line, fields and the empty line; a length replaces one among the fields.
  package func write(into bytes: inout [UInt8], contentLength: Int? = nil) {
    precondition((100...599).contains(status), "the status must be between 100 and 599")
    bytes.append(contentsOf: version.text.utf8)
    bytes.append(ASCII.space)
    for divisor in [100, 10, 1] {
      bytes.append(ASCII.zero + UInt8(truncatingIfNeeded: status / divisor % 10))
    }
    bytes.append(ASCII.space)
    bytes.append(reason, where: HTTPHeadWriter.isSafe, orElse: "the reason must be one line")
    HTTPHeadWriter.endLine(&bytes)
    HTTPHeadWriter.write(fields, contentLength, into: &bytes)
  }
}

/// The part that both kinds of head share.
enum HTTPHeadWriter {
  static func write(
    _ fields: HTTPFields, _ contentLength: Int?, into bytes: inout [UInt8]
  ) {
    guard let contentLength else {
      write(fields, into: &bytes)
      return endLine(&bytes)
    }
    let length = HTTPField(name: "content-length", value: String(contentLength))
    if fields[length.name] == nil {
      // Beside the fields and not among them: a change would copy them all.
      write(fields, into: &bytes)
      write([length], into: &bytes)
    } else {
      var fields = fields
      fields.set(length.name, length.value)
      write(fields, into: &bytes)
    }
    endLine(&bytes)
  }

  private static func write(_ fields: some Sequence<HTTPField>, into bytes: inout [UInt8]) {
    for field in fields {
      precondition(!field.name.isEmpty, "a field needs a name")
      bytes.append(
        field.name, where: HTTPCharacters.isToken, orElse: "a field's name must be a token")
      bytes.append(literal: ": ")
      bytes.append(
        field.value, where: isSafe, orElse: "a field's value must be one line without controls")
      endLine(&bytes)
    }
  }

  static func endLine(_ bytes: inout [UInt8]) {
    bytes.append(literal: "\r\n")
  }

  /// Whether the reader would take it: what we refuse from others we do not send either.
  static func isSafe(_ byte: UInt8) -> Bool { !HTTPCharacters.isControl(byte) }
}

extension [UInt8] {
  /// Appends a text that consists of certain bytes only; another one is the caller's mistake.
  fileprivate mutating func append(
    _ text: String, where isAllowed: (UInt8) -> Bool, orElse message: @autoclosure () -> String
  ) {
    text.withBytes { view in
      // All bytes are looked at without a way out, which lets the compiler take many at a time.
      var areAllowed = true
      for byte in view { areAllowed = isAllowed(byte) && areAllowed }
      precondition(areAllowed, message())
      append(contentsOf: view)
    }
  }
}
