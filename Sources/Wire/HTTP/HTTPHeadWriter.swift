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
    memory.writeLineEnd()
    var length = contentLength
    fields.withMemory { fields in
      // What we refuse from others we do not send either.
      precondition(
        fields.header.areSendable || fields.areSendable,
        "a field needs a token as its name, and one line without controls as its value")
      if contentLength != nil, let index = fields.index(of: "content-length") {
        write(fields, around: index, length, into: &memory)
        length = nil
      } else {
        write(0..<fields.count, of: fields, into: &memory)
      }
    }
    write(length: length, into: &memory)
    memory.writeLineEnd()
  }

  /// Writes all fields, with a length in the place of the first one and of all others.
  private static func write(
    _ fields: HTTPFieldMemory, around first: Int, _ length: Int?, into memory: inout HTTPHeadMemory
  ) {
    write(0..<first, of: fields, into: &memory)
    write(length: length, into: &memory)
    var next = first + 1
    while let other = fields.index(of: "content-length", from: next) {
      write(next..<other, of: fields, into: &memory)
      next = other + 1
    }
    write(next..<fields.count, of: fields, into: &memory)
  }

  /// Writes lines, those that stand in a row in one piece.
  private static func write(
    _ lines: Range<Int>, of fields: HTTPFieldMemory, into memory: inout HTTPHeadMemory
  ) {
    var next = lines.lowerBound
    while next < lines.upperBound {
      let row = fields.row(from: next, in: lines)
      memory.write(fields.text(in: row.place))
      next = row.end
    }
  }

  private static func write(length: Int?, into memory: inout HTTPHeadMemory) {
    guard let length else { return }
    memory.write(literal: "content-length: ")
    memory.write(decimal: length)
    memory.writeLineEnd()
  }
}
