extension SourceNode {
  /// This document as it is on top of another one, by the rules of a JSON merge patch (RFC 7396).
  ///
  /// Objects are joined key by key, null takes a key away, and everything else replaces what was
  /// there. Keys of the base keep their order and their places; new ones follow.
  func merged(over base: SourceNode) -> SourceNode {
    guard case .object(let own) = value else { return self }
    var members: [SourceMember] = []
    if case .object(let below) = base.value { members = below }
    for member in own {
      let index = members.firstIndex { $0.key == member.key }
      if case .null = member.node.value {
        if let index { members.remove(at: index) }
      } else if let index {
        let node = member.node.merged(over: members[index].node)
        members[index] = SourceMember(key: member.key, keyPosition: member.keyPosition, node: node)
      } else {
        // What the base lacks may hold nulls as well, which take away nothing then.
        let nothing = SourceNode(
          value: .object([]), file: member.node.file, position: member.node.position)
        members.append(
          SourceMember(
            key: member.key, keyPosition: member.keyPosition,
            node: member.node.merged(over: nothing)))
      }
    }
    return SourceNode(value: .object(members), file: file, position: position)
  }

  /// This document without a key of its top level, and that key's value.
  func taking(_ key: String) -> (rest: SourceNode, value: SourceNode?) {
    guard case .object(let members) = value else { return (self, nil) }
    var rest = self
    rest.value = .object(members.filter { $0.key != key })
    return (rest, members.first { $0.key == key }?.node)
  }
}
