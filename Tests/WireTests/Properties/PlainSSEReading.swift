import Wire

/// The standard's text as directly as it can be written: all bytes at hand, no concern for speed.
enum PlainSSEReading {
  static func events(in bytes: [UInt8]) -> [SSEEvent] {
    var events: [SSEEvent] = []
    var type = ""
    var data = ""
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    for line in completeLines(String(decoding: content, as: UTF8.self)) {
      if line.isEmpty {
        if !data.isEmpty {
          let text = String(String.UnicodeScalarView(data.unicodeScalars.dropLast()))
          events.append(SSEEvent(type: type.isEmpty ? "message" : type, data: text))
        }
        (type, data) = ("", "")
        continue
      }
      let parts = line.unicodeScalars.split(
        separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      var value = parts.count == 2 ? parts[1] : Substring.UnicodeScalarView()
      if value.first == " " { value.removeFirst() }
      switch String(String.UnicodeScalarView(parts[0])) {
      case "data": data += String(String.UnicodeScalarView(value)) + "\n"
      case "event": type = String(String.UnicodeScalarView(value))
      default: break
      }
    }
    return events
  }

  /// The lines that have an end; Swift's Character would take CR LF for one, so scalars are used.
  private static func completeLines(_ text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      let isSecondHalf = scalar == "\n" && previous == "\r"
      previous = scalar
      if isSecondHalf { continue }
      if scalar == "\n" || scalar == "\r" {
        lines.append(String(line))
        line = String.UnicodeScalarView()
      } else {
        line.append(scalar)
      }
    }
    return lines
  }
}
