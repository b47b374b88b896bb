import Wire

/// Responses on one connection: the pieces do not matter, and a head that is written
/// reads the same.
enum HTTPResponseProperty {
  // No limit on the body: one that lasts until the close hands out what came before it is too long.
  static let limits = HTTPLimits(
    headBytes: 256, fieldCount: 8, bodyBytes: .max, trailerBytes: 32, chunkLineBytes: 24)

  /// The first byte stands for the method that was asked with, as it decides about the body.
  static func check(_ bytes: [UInt8]) throws {
    guard let first = bytes.first else { return }
    let method =
      switch first {
      case UInt8(ascii: "H"): "HEAD"
      case UInt8(ascii: "C"): "CONNECT"
      default: "GET"
      }
    let conversation = try Chunkings.requireSame(for: Array(bytes.dropFirst())) {
      try HTTPConversation.read($0, .responses(to: method), limits)
    }
    for message in conversation.messages {
      guard case .response(let head) = message.head else { continue }
      try requireReadsBack(head)
    }
  }

  private static func requireReadsBack(_ head: HTTPResponseHead) throws {
    var written: [UInt8] = []
    head.write(into: &written)
    var parser = HTTPHeadParser()
    let read = try written.withUnsafeBufferPointer { try parser.response(in: $0) }
    try PropertyFailure.unless(
      read?.head == head && read?.byteCount == written.count,
      "written: \(head), read: \(String(describing: read))")
  }
}
