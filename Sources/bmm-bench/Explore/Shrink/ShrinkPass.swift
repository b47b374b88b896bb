import World

/// A kind of change that makes a document simpler; those that take away most come first.
enum ShrinkPass: CaseIterable, Sendable {
  /// Leaves the checks out that the failure is not about.
  case checks
  /// Fewer groups of users.
  case groups
  /// Fewer users in a group.
  case arrivals
  /// Fewer keys: whole links, faults and settings.
  case members
  /// Fewer things that a swarm draws, fewer elements of any list: steps, faults, rules, hops.
  case lists
  /// Steps in the place of those that choose among them or repeat them.
  case steps
  /// Values in the place of distributions.
  case constants
  /// Smaller numbers and shorter times.
  case sizes

  /// What can be tried with a document, in order; what it cannot be is found out by its decoder.
  func edits(of document: SourceNode, for oracle: Oracle) -> [ShrinkEdit] {
    switch self {
    case .checks: Self.checks(document, oracle)
    case .groups: Self.parts(of: SourcePath().key("users"), in: document)
    case .arrivals: Self.arrivals(document)
    case .members: Self.withoutMembers(document)
    case .lists: Self.swarm(document) + Self.lists(document)
    case .steps: Self.steps(document)
    case .constants: Self.constants(document)
    case .sizes: Self.sizes(document)
    }
  }

  // MARK: Checks

  private static func checks(_ document: SourceNode, _ oracle: Oracle) -> [ShrinkEdit] {
    let path = SourcePath().key("expect")
    guard let elements = document.node(at: path)?.value.elements else { return [] }
    let own = elements.filter { element in
      let text = element.value.text ?? element.node(at: SourcePath().key("check"))?.value.text
      return text == oracle.name
    }
    // What users had to see is a check as well, and stands with their steps.
    guard oracle.kind == .check, !own.isEmpty else { return [.without(path)] }
    return own.count < elements.count ? [.replacing(path, by: .array(own))] : []
  }

  // MARK: Lists

  private static func lists(_ document: SourceNode) -> [ShrinkEdit] {
    var edits: [ShrinkEdit] = []
    document.walk { path, node in
      guard case .array = node.value, path.isFree else { return }
      edits += parts(of: path, in: document)
    }
    return edits
  }

  /// A list without its halves, then without its quarters, down to single elements.
  static func parts(of path: SourcePath, in document: SourceNode) -> [ShrinkEdit] {
    guard let elements = document.node(at: path)?.value.elements, elements.count > 1 else {
      return []
    }
    var edits: [ShrinkEdit] = []
    var size = elements.count / 2
    while size > 0 {
      for start in stride(from: 0, to: elements.count, by: size) {
        let end = min(start + size, elements.count)
        let rest = Array(elements[..<start] + elements[end...])
        let numbers = end - start == 1 ? "\(start)" : "\(start) to \(end - 1)"
        let edit = ShrinkEdit(
          path: path, value: .array(rest), about: "without \(path.text)[\(numbers)]")
        if !rest.isEmpty { edits.append(edit) }
      }
      size /= 2
    }
    return edits
  }

  /// A swarm's faults by name, so that they can be left out one by one.
  private static func swarm(_ document: SourceNode) -> [ShrinkEdit] {
    let path = SourcePath().key("chaos").key("swarm")
    guard case .bool(true) = document.node(at: path)?.value else { return [] }
    let names = SwarmFault.allCases.map { fault in
      SourceNode(value: .string(fault.rawValue), file: document.file, position: document.position)
    }
    return [.replacing(path, by: .array(names))]
  }

  // MARK: Keys

  private static func withoutMembers(_ document: SourceNode) -> [ShrinkEdit] {
    var edits: [ShrinkEdit] = []
    document.walk { path, node in
      guard path.isFree, path.steps.count > 0, case .key = path.steps.last else { return }
      edits.append(.without(path))
    }
    return edits.sorted { $0.path.steps.count < $1.path.steps.count }
  }

  // MARK: Steps

  private static func steps(_ document: SourceNode) -> [ShrinkEdit] {
    var edits: [ShrinkEdit] = []
    document.walk { path, node in
      guard path.lastKey == "steps", let elements = node.value.elements else { return }
      for (index, element) in elements.enumerated() {
        for inner in choices(element) {
          let all = Array(elements[..<index] + inner + elements[(index + 1)...])
          edits.append(
            ShrinkEdit(path: path, value: .array(all), about: "\(path.text)[\(index)] unfolded"))
        }
      }
    }
    return edits
  }

  /// What a step can be in the place of itself: once what it repeats, or one of its choices.
  private static func choices(_ step: SourceNode) -> [[SourceNode]] {
    let again = step.node(at: SourcePath().key("repeat").key("steps"))?.value.elements
    let oneOf = step.node(at: SourcePath().key("oneOf"))?.value.elements ?? []
    return [again].compactMap(\.self)
      + oneOf.compactMap { $0.node(at: SourcePath().key("steps"))?.value.elements }
  }
}

extension SourcePath {
  /// Whether what is here may be taken away: not what a result is named by, and not what keeps bugs
  /// of an era away, without which another failure would take the place of this one. A shorter
  /// limit would make one of its own.
  fileprivate var isFree: Bool {
    let kept = ["name", "about", "withoutBugs", "limit"]
    return !steps.contains { step in
      if case .key(let key) = step { kept.contains(key) } else { false }
    }
  }
}
