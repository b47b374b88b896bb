/// Ways in which a network may cut bytes into pieces.
enum Chunkings {
  /// Up to here each place is tried for a single cut; beyond it some places are drawn.
  private static let everyCutCountMax = 24

  /// Byte by byte, cut once, and in pieces of drawn lengths; equal bytes give equal pieces.
  static func of(_ bytes: [UInt8]) -> [[ArraySlice<UInt8>]] {
    var random = TinyRandom(seed: bytes.reduce(bytes.count) { $0 &* 31 &+ Int($1) })
    var chunkings = [bytes.indices.map { bytes[$0...$0] }]
    let cuts =
      bytes.count <= everyCutCountMax
      ? Array(bytes.indices) : (0..<3).map { _ in random.below(bytes.count) }
    chunkings += cuts.map { [bytes[..<$0], bytes[$0...]] }
    chunkings += [4, 40].map { pieces(of: bytes, lengthMax: $0, &random) }
    return chunkings
  }

  /// Pieces of one byte up to a length.
  static func pieces(
    of bytes: [UInt8], lengthMax: Int, _ random: inout TinyRandom
  ) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let length = min(rest.count, 1 + random.below(lengthMax))
      pieces.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return pieces
  }

  /// Requires that a reading of the bytes gives the same for the whole and for all pieces.
  @discardableResult
  static func requireSame<Reading: Equatable>(
    for bytes: [UInt8], _ read: ([ArraySlice<UInt8>]) throws -> Reading
  ) throws -> Reading {
    let whole = try read([bytes[...]])
    for pieces in of(bytes) {
      let reading = try read(pieces)
      try PropertyFailure.unless(
        reading == whole,
        "\(pieces.count) pieces, the first of \(pieces.prefix(8).map(\.count)) bytes: \(reading)\n"
          + "as a whole: \(whole)")
    }
    return whole
  }
}
