/// A first-in-first-out queue that reuses its storage.
struct Ring<Element> {
  private var elements: [Element?] = []
  private var head = 0
  private(set) var count = 0

  /// The oldest element.
  var first: Element? { count == 0 ? nil : elements[head] }

  /// Adds an element behind the others.
  mutating func append(_ element: Element) {
    if count == elements.count { grow() }
    elements[(head + count) & (elements.count - 1)] = element
    count += 1
  }

  /// Takes the oldest element.
  mutating func popFirst() -> Element? {
    guard count > 0 else { return nil }
    let element = elements[head]
    elements[head] = nil
    head = (head + 1) & (elements.count - 1)
    count -= 1
    return element
  }

  /// Doubles the storage, a power of two, with the oldest element at its front.
  private mutating func grow() {
    var larger: [Element?] = []
    larger.reserveCapacity(max(4, elements.count * 2))
    for offset in 0..<count { larger.append(elements[(head + offset) & (elements.count - 1)]) }
    while larger.count < max(4, elements.count * 2) { larger.append(nil) }
    elements = larger
    head = 0
  }
}
