import World

extension SourceNode {
  /// The fingerprint of what it says, however that is laid out and wherever it comes from.
  var fingerprint: String {
    var digest = TraceDigest()
    mix(into: &digest)
    return digest.hexadecimal
  }

  private func mix(into digest: inout TraceDigest) {
    switch value {
    case .null: digest.mix("null")
    case .bool(let bool): digest.mix(bool ? "true" : "false")
    case .number(_, let text): digest.mix("# \(text)")
    case .string(let text): digest.mix("\" \(text)")
    case .array(let elements):
      digest.mix("[ \(elements.count)")
      for element in elements { element.mix(into: &digest) }
    case .object(let members):
      digest.mix("{ \(members.count)")
      for member in members {
        digest.mix(member.key)
        member.node.mix(into: &digest)
      }
    }
  }
}
