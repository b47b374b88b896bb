import Wire

/// What nginx refuses of requests that are well-formed.
enum NginxRefusal {
  /// Why a request is not passed on, or nil if it is.
  static func of(_ head: HTTPRequestHead, _ profile: EdgeProfile) -> EdgeCause? {
    if let status = statusOfLine(head) { return .lineRefused(status) }
    if head.hasField(over: EdgeLimits.Nginx.fieldBytes) { return .headTooLong }
    if head.method == "TRACE" { return .requestRefused(405) }
    return profile.answers.map { .requestRefused($0) }
  }

  /// What is wrong with the first line, which is looked at before any field has been read.
  private static func statusOfLine(_ head: HTTPRequestHead) -> Int? {
    guard head.method.utf8.allSatisfy(isInMethod), NginxPath.of(head) != nil else { return 400 }
    // Method, target and version share a buffer with the spaces between them and the line end.
    let line = head.method.utf8.count + head.target.utf8.count + " HTTP/1.1".utf8.count + 3
    return line > EdgeLimits.Nginx.targetBytes ? 414 : nil
  }

  private static func isInMethod(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }
}

extension HTTPRequestHead {
  /// Whether a field has more bytes than so many, with its line end.
  func hasField(over limit: Int) -> Bool {
    fields.contains { $0.name.utf8.count + $0.value.utf8.count + 4 > limit }
  }
}
