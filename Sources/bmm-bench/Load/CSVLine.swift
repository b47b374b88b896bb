/// Reads one line of comma-separated values (RFC 4180); a value cannot hold a line break.
enum CSVLine {
  /// The values of a line; quotes around one are taken off, doubled ones in it are one.
  static func fields(of line: [UInt8]) throws(TraceError) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var (isQuoted, wasQuoted) = (false, false)
    let bytes = line.last == 0x0D ? line.dropLast() : line[...]
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          field.append(byte)
        } else if index < bytes.endIndex, bytes[index] == byte {
          field.append(byte)
          index += 1
        } else {
          isQuoted = false
        }
      } else if byte == UInt8(ascii: ",") {
        fields.append(String(decoding: field, as: UTF8.self))
        (field, wasQuoted) = ([], false)
      } else if byte == UInt8(ascii: "\""), field.isEmpty, !wasQuoted {
        (isQuoted, wasQuoted) = (true, true)
      } else {
        guard !wasQuoted else { throw TraceError(message: "has text behind a closing quote") }
        field.append(byte)
      }
    }
    guard !isQuoted else {
      throw TraceError(message: "has a quote without its end; a value cannot hold a line break")
    }
    return fields + [String(decoding: field, as: UTF8.self)]
  }
}
