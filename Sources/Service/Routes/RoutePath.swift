import Wire

/// The path of a request as routes are looked up by it.
enum RoutePath {
  /// The path with its percent-encoded letters, digits and `-._~` decoded.
  ///
  /// Those are the same path either way (RFC 3986 §6.2.2.2), and a proxy that matches its rules
  /// against the decoded one must not see another route than the service. Everything else stays
  /// encoded: `%2F` is no slash.
  static func decoded(_ path: String) -> String {
    guard path.utf8.contains(UInt8(ascii: "%")) else { return path }
    let bytes = Array(path.utf8)
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let byte = unreserved(in: bytes, at: index) {
        decoded.append(byte)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func unreserved(in bytes: [UInt8], at index: Int) -> UInt8? {
    guard bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
      let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2])
    else { return nil }
    let byte = high << 4 | low
    return URICharacters.isUnreserved(byte) ? byte : nil
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }
}
