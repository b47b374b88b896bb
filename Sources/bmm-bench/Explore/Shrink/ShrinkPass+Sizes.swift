import World

extension ShrinkPass {
  // MARK: Arrivals

  /// One user who is there from the start, or a few; else fewer of those who come.
  static func arrivals(_ document: SourceNode) -> [ShrinkEdit] {
    var edits: [ShrinkEdit] = []
    let groups = document.node(at: SourcePath().key("users"))?.value.elements ?? []
    for index in groups.indices {
      let path = SourcePath().key("users").index(index).key("arrivals")
      guard let members = document.node(at: path)?.value.members else { continue }
      let closed = document.node(at: path.key("closed"))?.value.wholeNumber
      for users in [1, 2, 4, 8] where users < closed ?? .max || members.count > 1 {
        let key = SourceMember(
          key: "closed", keyPosition: document.position,
          node: SourceNode(
            value: .whole(min(users, closed ?? users)), file: document.file,
            position: document.position))
        edits.append(.replacing(path, by: .object([key])))
      }
      edits += smaller(path.key("closed"), in: document)
    }
    return edits
  }

  // MARK: Distributions

  /// A plain value in the place of one that varies.
  static func constants(_ document: SourceNode) -> [ShrinkEdit] {
    var edits: [ShrinkEdit] = []
    document.walk { path, node in
      guard let members = node.value.members, members.count == 1 else { return }
      edits += typical(of: members[0]).map { .replacing(path, by: $0.value) }
    }
    return edits
  }

  private static func typical(of shape: SourceMember) -> [SourceNode] {
    switch shape.key {
    case "uniform": shape.node.value.elements ?? []
    case "empirical": (shape.node.value.elements ?? []).prefix(1).map(\.self)
    case "exponential": [shape.node]
    case "normal": [shape.node.node(at: SourcePath().key("mean"))].compactMap(\.self)
    case "logNormal": [shape.node.node(at: SourcePath().key("median"))].compactMap(\.self)
    default: []
    }
  }

  // MARK: Sizes

  /// What a smaller number of makes a run smaller.
  private static let counts = [
    "count", "rounds", "accounts", "clicks", "times", "outputTokens", "nthConnection",
  ]
  /// What shorter makes a run shorter.
  private static let times = [
    "for", "wait", "after", "apart", "leaveAfter", "think", "at", "down", "from", "rampUp",
    "warmUp",
  ]
  /// Shorter times than that make nothing simpler.
  private static let shortest = Duration.seconds(1)

  /// Smaller numbers, and times of half their length.
  static func sizes(_ document: SourceNode) -> [ShrinkEdit] {
    var edits: [ShrinkEdit] = []
    document.walk { path, node in
      guard case .key(let key) = path.steps.last else { return }
      if counts.contains(key) { edits += smaller(path, in: document) }
      guard times.contains(key), let text = node.value.text,
        let time = try? DurationText.parse(text), time > shortest
      else { return }
      // Whole seconds, or halves of them: nobody reads the third decimal of a half's half's half.
      let half = Duration.milliseconds(max(1, time.nanoseconds / 1_000_000_000) * 500)
      edits.append(.replacing(path, by: .string(DurationText.write(half))))
    }
    return edits
  }

  /// One, half of it, and one less.
  private static func smaller(_ path: SourcePath, in document: SourceNode) -> [ShrinkEdit] {
    guard let number = document.node(at: path)?.value.wholeNumber, number > 1 else { return [] }
    var sizes = [1]
    for size in [number / 2, number - 1] where size > sizes[sizes.count - 1] { sizes.append(size) }
    return sizes.map { .replacing(path, by: .whole($0)) }
  }
}
