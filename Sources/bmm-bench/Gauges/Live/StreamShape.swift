/// How many streams there are, and how fast each one is.
struct StreamShape: Equatable, Sendable {
  /// Streams that are open at the same time.
  let streams: Int
  /// Events per second of each of them.
  let perSecond: Double

  /// The part of a figure's id: `1000x20`.
  var id: String { "\(streams)x\(PlainNumber.write(perSecond))" }

  /// How it reads in a table.
  var title: String { "\(streams) × \(PlainNumber.write(perSecond))/s" }
}
