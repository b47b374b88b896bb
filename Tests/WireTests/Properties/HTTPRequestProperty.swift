import Wire

/// Requests on one connection: the pieces do not matter, and a head that is written reads
/// the same.
enum HTTPRequestProperty {
  /// Small, so that short inputs reach them.
  static let limits = HTTPLimits(
    headBytes: 256, targetBytes: 64, fieldCount: 8, bodyBytes: 128, trailerBytes: 32,
    chunkLineBytes: 16)

  static func check(_ bytes: [UInt8]) throws {
    let conversation = try Chunkings.requireSame(for: bytes) {
      try HTTPConversation.read($0, .requests, limits)
    }
    for message in conversation.messages {
      guard case .request(let head) = message.head else { continue }
      try requireClearRouting(head)
      try requireReadsBack(head)
    }
  }

  /// Nothing behind the parser can see a second host, or a line where there is none.
  private static func requireClearRouting(_ head: HTTPRequestHead) throws {
    let hosts = head.fields.values(of: "Host").count
    try PropertyFailure.unless(
      hosts == 1 || hosts == 0 && head.version == .http10, "\(hosts) hosts")
    for text in [head.method, head.target] + head.fields.flatMap({ [$0.name, $0.value] }) {
      try PropertyFailure.unless(
        text.utf8.allSatisfy { $0 != 0 && $0 != 10 && $0 != 13 }, "\(text)")
    }
  }

  private static func requireReadsBack(_ head: HTTPRequestHead) throws {
    var written: [UInt8] = []
    head.write(into: &written)
    // What was no UTF-8 has become three bytes each, so the limits of the first reading are wrong.
    var parser = HTTPHeadParser()
    let read = try written.withUnsafeBufferPointer { try parser.request(in: $0) }
    try PropertyFailure.unless(
      read?.head == head && read?.byteCount == written.count,
      "written: \(head), read: \(String(describing: read))")
  }
}
