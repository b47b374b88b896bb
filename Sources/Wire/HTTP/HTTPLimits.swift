/// How much of one message a peer may send before it is refused.
package struct HTTPLimits: Sendable, Equatable {
  /// Start line and fields together, in bytes, with the empty line; beyond it 431.
  package var headBytes: Int
  /// The request target, in bytes; beyond it 414.
  package var targetBytes: Int
  /// The number of fields in a head; beyond it 431.
  package var fieldCount: Int
  /// The body without its framing, in bytes; beyond it 413.
  package var bodyBytes: Int
  /// All trailer lines of a chunked body, in bytes; beyond it 431. They are checked and dropped.
  package var trailerBytes: Int
  /// One chunk's size line with its extensions, in bytes; beyond it 400.
  package var chunkLineBytes: Int

  /// For requests. Head 16 KiB and body 1 MiB are the defaults of Node and Fastify, the origin's.
  package static let standard = HTTPLimits()

  /// For responses, which may stream for as long as they like: as for requests, no body limit.
  package static let response = HTTPLimits(bodyBytes: .max)

  /// Makes limits; whatever is not given is as for requests.
  package init(
    headBytes: Int = 16 * 1024, targetBytes: Int = 8 * 1024, fieldCount: Int = 100,
    bodyBytes: Int = 1024 * 1024, trailerBytes: Int = 4 * 1024, chunkLineBytes: Int = 256
  ) {
    self.headBytes = headBytes
    self.targetBytes = targetBytes
    self.fieldCount = fieldCount
    self.bodyBytes = bodyBytes
    self.trailerBytes = trailerBytes
    self.chunkLineBytes = chunkLineBytes
  }
}
