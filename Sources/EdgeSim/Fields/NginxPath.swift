import Wire

/// The path by which nginx finds a location: unescaped, and without dots and empty parts
/// (ngx_http_parse_complex_uri; merge_slashes is on).
enum NginxPath {
  /// The path of a request; nil if it has none, leads out of the root, or has a bad escape.
  static func of(_ head: HTTPRequestHead) -> String? {
    let path = head.path
    guard path.utf8.first == slash else { return nil }
    return isPlain(path) ? path : unescaped(path).flatMap(resolved)
  }

  private static let slash = UInt8(ascii: "/")

  /// Whether nothing has to be done, as with nearly all.
  private static func isPlain(_ path: String) -> Bool {
    var before: UInt8 = 0
    for byte in path.utf8 {
      if byte == UInt8(ascii: "%") || byte == UInt8(ascii: "#") { return false }
      if before == slash, byte == slash || byte == UInt8(ascii: ".") { return false }
      before = byte
    }
    return true
  }

  /// The bytes up to a fragment; an escaped slash or dot is one like any other, but NUL is none.
  private static func unescaped(_ path: String) -> [UInt8]? {
    var (result, rest) = ([UInt8](), Array(path.utf8)[...])
    while let byte = rest.popFirst(), byte != UInt8(ascii: "#") {
      guard byte == UInt8(ascii: "%") else {
        result.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit),
        high != 0 || low != 0
      else { return nil }
      result.append(high << 4 | low)
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }

  private static func resolved(_ path: [UInt8]) -> String? {
    var (kept, endsInSlash) = ([String](), true)
    for part in path.split(separator: slash, omittingEmptySubsequences: false) {
      let name = String(decoding: part, as: UTF8.self)
      endsInSlash = ["", ".", ".."].contains(name)
      if name == "..", kept.popLast() == nil { return nil }
      if !endsInSlash { kept.append(name) }
    }
    let end = endsInSlash && !kept.isEmpty ? "/" : ""
    return "/" + kept.joined(separator: "/") + end
  }
}
