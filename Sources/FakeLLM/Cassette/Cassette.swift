import Wire

/// A recorded answer: its bytes and when each of them came.
package struct Cassette: Sendable, Equatable {
  /// Bytes that came together.
  package struct Piece: Sendable, Equatable {
    /// When they came, from the complete request.
    package var after: Duration
    /// The bytes of the body.
    package var bytes: [UInt8]
  }

  /// How the body ended.
  package enum Ending: String, CaseIterable, Sendable {
    /// As a body should.
    case complete
    /// The connection finished inside the body.
    case cut
    /// The connection was reset.
    case reset
  }

  /// Whose answer it is.
  package var vendor: String
  /// The fingerprint of the request's body that it answered, in 16 hexadecimal digits.
  package var request: String?
  /// The tokens that the vendor sold for it.
  package var outputTokens: Int
  /// The status.
  package var status: Int
  /// The header fields without those of the connection.
  package var fields: HTTPFields
  /// The pieces of the body in their order.
  package var pieces: [Piece]
  /// How the body ended.
  package var ending: Ending
  /// When it ended, from the complete request.
  package var endedAfter: Duration

  /// The bytes of the body.
  var byteCount: Int { pieces.reduce(0) { $0 + $1.bytes.count } }
}
