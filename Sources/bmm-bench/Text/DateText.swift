import World

/// Dates with a time in UTC as people write them: "2026-05-01T23:59:30Z".
enum DateText {
  /// Reads a date from 1970 to 2199.
  static func parse(_ text: String) throws(QuantityError) -> WallTime {
    let example = "2026-05-01T23:59:30Z"
    let bytes = Array(text.utf8)
    guard bytes.count == example.utf8.count else { throw .malformed(text: text, example: example) }
    var fields: [Int] = [0]
    for (byte, form) in zip(bytes, example.utf8) {
      if isDigit(form) {
        guard isDigit(byte) else { throw .malformed(text: text, example: example) }
        fields[fields.count - 1] = fields[fields.count - 1] * 10 + Int(byte - UInt8(ascii: "0"))
      } else {
        guard byte == form else { throw .malformed(text: text, example: example) }
        fields.append(0)
      }
    }
    let time = WallTime(seconds: seconds(fields))
    // A day or an hour that does not exist comes back as another one.
    guard (1970...2199).contains(fields[0]), time.rfc3339.hasPrefix(text.dropLast()) else {
      throw .outOfRange(text: text, allowed: "days and hours from 1970 to 2199 that exist")
    }
    return time
  }

  /// Seconds since 1970, by days counted in years that begin with March.
  private static func seconds(_ fields: [Int]) -> Int64 {
    let year = fields[1] > 2 ? fields[0] : fields[0] - 1
    let dayOfYear = (153 * (fields[1] + (fields[1] > 2 ? -3 : 9)) + 2) / 5 + fields[2] - 1
    let days = year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    return Int64(((days * 24 + fields[3]) * 60 + fields[4]) * 60 + fields[5])
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
