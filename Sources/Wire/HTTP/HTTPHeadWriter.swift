/// Writes heads. Callers check what comes from outside; a line break in a value is their mistake,
/// since it would split the message.
extension HTTPRequestHead {
  /// Appends request line, fields and the empty line; a length replaces one among the fields.
  package func write(into bytes: inout [UInt8], contentLength: Int? = nil) {
    HTTPHeadMemory.append(to: &bytes, size: size) { write(into: &$0, contentLength: contentLength) }
  }

  /// The bytes that it can take at most, with a length.
  package var size: Int {
    method.utf8.count + target.utf8.count + HTTPHeadWriter.size(fields)
  }

  /// Writes the same into memory of that size at least.
  package func write(into memory: inout HTTPHeadMemory, contentLength: Int? = nil) {
    precondition(!method.isEmpty && !target.isEmpty, "a request needs a method and a target")
    memory.write(method, where: HTTPCharacters.isToken, orElse: "the method must be a token")
    memory.write(ASCII.space)
    memory.write(
      target, where: HTTPCharacters.isVisible,
      orElse: "the target must be visible ASCII; percent-encode the rest")
    memory.write(ASCII.space)
    memory.write(literal: version.text)
    HTTPHeadWriter.write(fields, contentLength, into: &memory)
  }
}

extension HTTPResponseHead {
  /// Appends status line, fields and the empty line; a length replaces one among the fields.
  package func write(into bytes: inout [UInt8], contentLength: Int? = nil) {
    HTTPHeadMemory.append(to: &bytes, size: size) { write(into: &$0, contentLength: contentLength) }
  }

  /// The bytes that it can take at most, with a length.
  package var size: Int { reason.utf8.count + HTTPHeadWriter.size(fields) }

  /// Writes the same into memory of that size at least.
  package func write(into memory: inout HTTPHeadMemory, contentLength: Int? = nil) {
    precondition((100...599).contains(status), "the status must be between 100 and 599")
    memory.write(literal: version.text)
    memory.write(ASCII.space)
    memory.write(decimal: status)
    memory.write(ASCII.space)
    memory.write(
      reason, where: { !HTTPCharacters.isControl($0) }, orElse: "the reason must be one line")
    HTTPHeadWriter.write(fields, contentLength, into: &memory)
  }
}

/// The part that both kinds of head share.
enum HTTPHeadWriter {
  /// Spaces, version, status, line ends and a length of 19 digits, with room to spare.
  private static let sizeAround = 80

  /// The bytes of fields and of what always stands around them.
  static func size(_ fields: HTTPFields) -> Int { sizeAround + fields.textCount }

  /// Ends the first line, then writes all fields and the empty line.
  static func write(
    _ fields: HTTPFields, _ contentLength: Int?, into memory: inout HTTPHeadMemory
  ) {
    memory.write(literal: "\r\n")
    let isChecked = fields.areSendable
    var length = contentLength
    fields.forEachLine { line in
      if contentLength != nil, line.view.isNamed("content-length") {
        write(length: length, into: &memory)
        length = nil
      } else {
        // What we refuse from others we do not send either.
        precondition(
          isChecked || line.view.isSendable,
          "a field needs a token as its name, and one line without controls as its value")
        memory.write(line.text)
      }
    }
    write(length: length, into: &memory)
    memory.write(literal: "\r\n")
  }

  private static func write(length: Int?, into memory: inout HTTPHeadMemory) {
    guard let length else { return }
    memory.write(literal: "content-length: ")
    memory.write(decimal: length)
    memory.write(literal: "\r\n")
  }
}
