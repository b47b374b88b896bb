import Wire

/// A toxic as the control API shows and takes it.
struct ToxicRecord {
  let name: String
  let type: ToxicType
  let direction: LinkDirection
  private let stream: String
  private var toxicity: Double
  private var attributes: [JSONMember]
  /// What it makes of its link.
  private(set) var fault: LinkFault

  /// Reads a toxic to be added: downstream and always, if nothing is said.
  init(_ body: LinkControlBody) throws(LinkControlError) {
    stream = try body.text("stream") ?? "downstream"
    // In any case of letters, and named and shown as it was written, as toxiproxy does.
    switch stream.lowercased() {
    case "downstream": direction = .down
    case "upstream": direction = .up
    default: throw .invalidStream
    }
    guard let type = ToxicType(rawValue: try body.text("type") ?? "") else { throw .invalidType }
    self.type = type
    name = try body.name() ?? "\(type.rawValue)_\(stream)"
    toxicity = try body.share("toxicity") ?? 1
    attributes = try Self.attributes(type.defaults, changedBy: body, type)
    fault = try Self.fault(self.name, type, attributes, direction, toxicity)
  }

  /// Takes what a request changes; what it does not name stays.
  mutating func change(_ body: LinkControlBody) throws(LinkControlError) {
    let share = try body.share("toxicity") ?? toxicity
    let changed = try Self.attributes(attributes, changedBy: body, type)
    fault = try Self.fault(name, type, changed, direction, share)
    (toxicity, attributes) = (share, changed)
  }

  var json: JSONValue {
    [
      "attributes": .object(attributes), "name": .string(name), "type": .string(type.rawValue),
      "stream": .string(stream),
      "toxicity": toxicity == toxicity.rounded() ? .integer(Int64(toxicity)) : .number(toxicity),
    ]
  }

  private static func attributes(
    _ old: [JSONMember], changedBy body: LinkControlBody, _ type: ToxicType
  ) throws(LinkControlError) -> [JSONMember] {
    let given = try body.members("attributes")
    if let stranger = given.first(where: { !type.knows($0.key) }) {
      throw .badBody("\(type.rawValue) has no attribute \(stranger.key)")
    }
    // A place replaces another one; numbers stand beside each other.
    if type.defaults.isEmpty { return given.isEmpty ? old : given }
    return old.map { member in given.last { $0.key == member.key } ?? member }
  }

  private static func fault(
    _ name: String, _ type: ToxicType, _ attributes: [JSONMember], _ direction: LinkDirection,
    _ share: Double
  ) throws(LinkControlError) -> LinkFault {
    let toxic = try type.toxic(attributes)
    if case .at(let position, _) = toxic, position.isInAnswer, direction == .up {
      throw .badBody("only what goes downstream has answers: use byte")
    }
    var fault = LinkFault(id: name, toxic, direction: direction)
    fault.share = share
    return fault
  }
}
