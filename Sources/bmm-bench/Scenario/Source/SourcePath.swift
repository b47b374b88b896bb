/// The way to a value of a document: keys and numbers of elements, from the top.
struct SourcePath: Equatable, Sendable {
  /// One step of the way.
  enum Step: Equatable, Sendable {
    case key(String)
    case index(Int)
  }

  /// The steps, the outermost first; none leads to the whole document.
  var steps: [Step] = []

  /// The way to a member of what is here.
  func key(_ key: String) -> SourcePath { SourcePath(steps: steps + [.key(key)]) }

  /// The way to an element of what is here.
  func index(_ index: Int) -> SourcePath { SourcePath(steps: steps + [.index(index)]) }

  /// The last key on the way, of the value or of the array that holds it.
  var lastKey: String? {
    for step in steps.reversed() {
      if case .key(let key) = step { return key }
    }
    return nil
  }

  /// As messages and `--set` write it: `users[2].steps[0]`.
  var text: String {
    steps.reduce(into: "") { text, step in
      switch step {
      case .key(let key): text = SourceObject.path(of: key, in: text)
      case .index(let index): text += "[\(index)]"
      }
    }
  }
}

extension SourceNode {
  /// The value at the end of a way, nil if the way leads nowhere.
  func node(at path: SourcePath) -> SourceNode? {
    path.steps.reduce(self as SourceNode?) { node, step in
      switch (node?.value, step) {
      case (.object(let members), .key(let key)): members.first { $0.key == key }?.node
      case (.array(let elements), .index(let index)):
        elements.indices.contains(index) ? elements[index] : nil
      default: nil
      }
    }
  }

  /// This document with another value at the end of a way, or without it; as it is if there is
  /// none.
  func replacing(_ path: SourcePath, by value: Value?) -> SourceNode {
    replaced(path.steps[...], by: value) ?? self
  }

  /// Nil takes this value away.
  private func replaced(_ steps: ArraySlice<SourcePath.Step>, by value: Value?) -> SourceNode? {
    var node = self
    guard let step = steps.first else {
      guard let value else { return nil }
      node.value = value
      return node
    }
    let rest = steps.dropFirst()
    switch (node.value, step) {
    case (.object(let members), .key(let key)):
      node.value = .object(
        members.compactMap { member in
          guard member.key == key else { return member }
          var member = member
          guard let inner = member.node.replaced(rest, by: value) else { return nil }
          member.node = inner
          return member
        })
    case (.array(let elements), .index(let index)):
      node.value = .array(
        elements.enumerated().compactMap { number, element in
          number == index ? element.replaced(rest, by: value) : element
        })
    default: break
    }
    return node
  }

  /// Calls `visit` with each value and its way: outer ones before inner ones, in the file's order.
  func walk(from path: SourcePath = SourcePath(), _ visit: (SourcePath, SourceNode) -> Void) {
    visit(path, self)
    switch value {
    case .object(let members):
      for member in members { member.node.walk(from: path.key(member.key), visit) }
    case .array(let elements):
      for (index, element) in elements.enumerated() { element.walk(from: path.index(index), visit) }
    default: break
    }
  }
}
