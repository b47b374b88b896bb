import Wire

/// A recorded answer: its bytes and when each of them came.
package struct Cassette: Sendable, Equatable {
  /// Bytes that came together.
  struct Piece: Sendable, Equatable {
    /// When they came, from the complete request.
    var after: Duration
    /// The bytes of the body.
    var bytes: [UInt8]
  }

  /// How the body ended.
  enum Ending: String, CaseIterable, Sendable {
    /// As a body should.
    case complete
    /// The connection finished inside the body.
    case cut
    /// The connection was reset.
    case reset
  }

  /// Whose answer it is.
  var vendor: String
  /// The fingerprint of the request's body that it answered, in 16 hexadecimal digits.
  var request: String?
  /// The tokens that the vendor sold for it.
  var outputTokens: Int
  /// The status.
  var status: Int
  /// The header fields without those of the connection.
  var fields: HTTPFields
  /// The pieces of the body in their order.
  var pieces: [Piece]
  /// How the body ended.
  var ending: Ending
  /// When it ended, from the complete request.
  var endedAfter: Duration

  /// The bytes of the body.
  var byteCount: Int { pieces.reduce(0) { $0 + $1.bytes.count } }
}
