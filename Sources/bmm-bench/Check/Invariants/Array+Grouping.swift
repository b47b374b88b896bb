extension Array {
  /// The elements by a text that several have in common, in the order in which the texts first
  /// appear; without those that have none.
  func grouped(by key: (Element) -> String?) -> [(key: String, elements: [Element])] {
    var places: [String: Int] = [:]
    var groups: [(key: String, elements: [Element])] = []
    for element in self {
      guard let key = key(element) else { continue }
      if let place = places[key] {
        groups[place].elements.append(element)
      } else {
        places[key] = groups.count
        groups.append((key, [element]))
      }
    }
    return groups
  }
}
