import CLinux
import Glibc

/// How many streams there are, and how fast each one is.
struct StreamShape: Equatable, Sendable {
  /// Streams that are open at the same time.
  let streams: Int
  /// Events per second of each of them.
  let perSecond: Double

  /// Descriptors that a process needs for itself, its loop and its listener (our choice).
  private static let ownDescriptors = 64

  /// The shapes that fit under the hard limit of this machine; a line says which do not.
  static func fitting(
    _ shapes: [StreamShape], descriptorsPerStream count: Int, _ console: Console
  ) -> [StreamShape] {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(UInt32(bmm_rlimit_nofile)), &limit)
    return fitting(shapes, descriptorsPerStream: count, under: Int(clamping: limit.rlim_max)) {
      console.note($0)
    }
  }

  /// The shapes that fit under a limit.
  static func fitting(
    _ shapes: [StreamShape], descriptorsPerStream count: Int, under limit: Int,
    _ note: (String) -> Void
  ) -> [StreamShape] {
    shapes.filter { shape in
      let needed = shape.streams * count + ownDescriptors
      if needed > limit {
        note("\(shape.title) is skipped: it needs \(needed) descriptors, ulimit -Hn is \(limit)")
      }
      return needed <= limit
    }
  }

  /// Whether one core can send each event alone: about 130,000 sends a second is what it can do.
  var isWithinOneCore: Bool { Double(streams) * perSecond <= 100_000 }

  /// The part of a figure's id: `1000x20`.
  var id: String { "\(streams)x\(PlainNumber.write(perSecond))" }

  /// How it reads in a table.
  var title: String { "\(streams) × \(PlainNumber.write(perSecond))/s" }
}
