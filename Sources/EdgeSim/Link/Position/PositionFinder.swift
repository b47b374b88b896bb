import Wire

/// Finds a position in the bytes of one direction of a connection, wherever they are split.
struct PositionFinder {
  private var left: Int
  private var answers: AnswerScan?

  init(_ position: LinkPosition) {
    left = 0
    switch position {
    case .byte(let count): left = count
    case .body, .event, .eventNamed, .character:
      answers = AnswerScan(BodyPlace(position))
    }
  }

  /// Whether it stands before the first byte.
  var isAtStart: Bool { answers == nil && left == 0 }

  /// How many of the next bytes stand before the position; nil if it is not among them. Once found,
  /// it is not to be asked again.
  mutating func place(in bytes: [UInt8]) -> Int? {
    if answers != nil { return answers?.place(in: bytes) }
    guard left <= bytes.count else {
      left -= bytes.count
      return nil
    }
    return left
  }
}
