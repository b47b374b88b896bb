import Wire

/// JSON for people and for line tools: a line for each part of each part, long ones in one piece.
///
/// A histogram of 400 buckets is one line here, and 2000 where each value has its own.
enum JSONLayout {
  /// The text of a value, with a line's end behind it.
  static func bytes(_ value: JSONValue) -> [UInt8] {
    var bytes: [UInt8] = []
    write(value, depth: 0, into: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  private static func write(_ value: JSONValue, depth: Int, into bytes: inout [UInt8]) {
    let inner = Array("\n".utf8) + [UInt8](repeating: UInt8(ascii: " "), count: 2 * depth + 2)
    switch value {
    case .array(let elements) where !elements.isEmpty && spreads(value, depth):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += inner
        write(element, depth: depth + 1, into: &bytes)
      }
      bytes += inner.dropLast(2)
      bytes.append(UInt8(ascii: "]"))
    case .object(let members) where !members.isEmpty && spreads(value, depth):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += inner
        JSONValue.string(member.key).write(into: &bytes)
        bytes += Array(": ".utf8)
        write(member.value, depth: depth + 1, into: &bytes)
      }
      bytes += inner.dropLast(2)
      bytes.append(UInt8(ascii: "}"))
    default: value.write(into: &bytes)
    }
  }

  /// Whether the parts of a value stand on lines of their own.
  private static func spreads(_ value: JSONValue, _ depth: Int) -> Bool {
    if depth < 2 { return true }
    // Lists of objects, such as windows, have a line for each; other things this deep have not.
    guard depth == 2, let elements = value.arrayValue else { return false }
    return elements.contains { $0.objectValue != nil }
  }
}
