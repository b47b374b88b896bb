/// What travels on one direction of a link, in order.
enum LinkPiece: Equatable {
  case bytes([UInt8])
  /// The sender has finished; the other direction goes on.
  case end
  /// The link itself ends the connection for both sides.
  case cut
  /// The sender, or the link, has reset the connection.
  case reset

  var byteCount: Int {
    if case .bytes(let bytes) = self { bytes.count } else { 0 }
  }
}
