/// Writes heads. Callers check what comes from outside; a line break in a value is their mistake,
/// since it would split the message.
extension HTTPRequestHead {
  /// Appends request line, fields and the empty line; a length replaces one among the fields.
  package func write(into bytes: inout [UInt8], contentLength: Int? = nil) {
    precondition(!method.isEmpty && !target.isEmpty, "a request needs a method and a target")
    let fields = HTTPHeadWriter.fields(fields, contentLength)
    let size = method.utf8.count + target.utf8.count + HTTPHeadWriter.size(fields)
    HTTPHeadMemory.append(to: &bytes, size: size) { memory in
      memory.write(method, where: HTTPCharacters.isToken, orElse: "the method must be a token")
      memory.write(ASCII.space)
      memory.write(
        target, where: HTTPCharacters.isVisible,
        orElse: "the target must be visible ASCII; percent-encode the rest")
      memory.write(ASCII.space)
      version.text.withBytes { memory.write($0) }
      HTTPHeadWriter.write(fields, into: &memory)
    }
  }
}

extension HTTPResponseHead {
  /// Appends status line, fields and the empty line; a length replaces one among the fields.
  package func write(into bytes: inout [UInt8], contentLength: Int? = nil) {
    precondition((100...599).contains(status), "the status must be between 100 and 599")
    let fields = HTTPHeadWriter.fields(fields, contentLength)
    let size = reason.utf8.count + HTTPHeadWriter.size(fields)
    HTTPHeadMemory.append(to: &bytes, size: size) { memory in
      version.text.withBytes { memory.write($0) }
      memory.write(ASCII.space)
      for divisor in [100, 10, 1] {
        memory.write(ASCII.zero + UInt8(truncatingIfNeeded: status / divisor % 10))
      }
      memory.write(ASCII.space)
      memory.write(reason, where: HTTPHeadWriter.isSafe, orElse: "the reason must be one line")
      HTTPHeadWriter.write(fields, into: &memory)
    }
  }
}

/// The part that both kinds of head share.
enum HTTPHeadWriter {
  /// The fields of a head, and a length to stand behind them.
  typealias Fields = (all: HTTPFields, length: HTTPField?)

  /// Spaces, version, status and line ends of a head, with room to spare.
  private static let sizeAround = 32
  /// The colon, the space and the line end of a field.
  private static let sizeAroundField = 4

  /// The fields with a length, which replaces one among them.
  static func fields(_ fields: HTTPFields, _ contentLength: Int?) -> Fields {
    guard let contentLength else { return (fields, nil) }
    let length = HTTPField(name: "content-length", value: String(contentLength))
    // Beside the fields and not among them, if it can be: a change would copy them all.
    guard fields[length.name] != nil else { return (fields, length) }
    var fields = fields
    fields.set(length.name, length.value)
    return (fields, nil)
  }

  /// The bytes of fields and of what always stands around them.
  static func size(_ fields: Fields) -> Int {
    fields.all.reduce(sizeAround + (fields.length.map(size) ?? 0)) { $0 + size($1) }
  }

  private static func size(_ field: HTTPField) -> Int {
    field.name.utf8.count + field.value.utf8.count + sizeAroundField
  }

  /// Ends the first line, then writes all fields and the empty line.
  static func write(_ fields: Fields, into memory: inout HTTPHeadMemory) {
    memory.write(literal: "\r\n")
    for field in fields.all { write(field, into: &memory) }
    if let length = fields.length { write(length, into: &memory) }
    memory.write(literal: "\r\n")
  }

  private static func write(_ field: HTTPField, into memory: inout HTTPHeadMemory) {
    precondition(!field.name.isEmpty, "a field needs a name")
    memory.write(
      field.name, where: HTTPCharacters.isToken, orElse: "a field's name must be a token")
    memory.write(literal: ": ")
    memory.write(
      field.value, where: isSafe, orElse: "a field's value must be one line without controls")
    memory.write(literal: "\r\n")
  }

  /// Whether the reader would take it: what we refuse from others we do not send either.
  static func isSafe(_ byte: UInt8) -> Bool { !HTTPCharacters.isControl(byte) }
}
