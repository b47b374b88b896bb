import EdgeSim

/// Where a sweep breaks a link: `users-edge`, `users-edge:up`, `users-edge:down/10`, `…@1532`.
struct CutPlan: Equatable {
  /// The name of the link.
  let link: String
  /// The direction whose bytes are counted.
  let direction: LinkDirection
  /// Which positions.
  let positions: Positions

  /// Which bytes of the connection a sweep breaks it behind.
  enum Positions: Equatable {
    /// From none to all, in steps of that many bytes.
    case every(Int)
    /// Only this one, to look at what an earlier sweep has found.
    case only(Int)
  }

  /// Reads a plan; nil if it is none.
  init?(_ text: String) {
    let form = /(?<link>[a-z0-9-]+)(:(?<way>up|down))?((?<sign>[\/@])(?<number>[0-9]{1,9}))?/
    guard let parts = text.wholeMatch(of: form)?.output else { return nil }
    let number = parts.number.flatMap { Int($0) }
    link = String(parts.link)
    direction = parts.way.flatMap { LinkDirection(rawValue: String($0)) } ?? .down
    positions = parts.sign == "@" ? .only(number ?? 0) : .every(number ?? 1)
    if positions == .every(0) { return nil }
  }

  /// The positions among so many bytes.
  func bytes(upTo count: Int) -> [Int] {
    switch positions {
    case .every(let step): Array(stride(from: 0, through: count, by: step))
    case .only(let byte): [byte]
    }
  }
}
