import Wire
import World

/// A type of toxic as the control API names it, with its attributes; ours stand behind toxiproxy's.
enum ToxicType: String, CaseIterable {
  case latency
  case bandwidth
  case slowClose = "slow_close"
  case timeout
  case resetPeer = "reset_peer"
  case slicer
  case limitData = "limit_data"
  case cut
  case reset
  case stall
  case drop
  case corrupt

  /// The attributes with what each is when nothing is said.
  var defaults: [JSONMember] {
    switch self {
    case .latency: [Self.number("latency"), Self.number("jitter")]
    case .bandwidth: [Self.number("rate")]
    case .slowClose: [Self.number("delay")]
    case .timeout, .resetPeer: [Self.number("timeout")]
    case .slicer:
      [Self.number("average_size"), Self.number("size_variation"), Self.number("delay")]
    case .limitData: [Self.number("bytes")]
    case .cut, .reset, .stall, .drop, .corrupt: []
    }
  }

  /// The places of ours, of which a toxic has one.
  private static let places = ["byte", "body", "event", "character"]

  /// Whether a toxic of this type may have that attribute.
  func knows(_ attribute: String) -> Bool {
    defaults.isEmpty
      ? Self.places.contains(attribute) : defaults.contains { $0.key == attribute }
  }

  /// What the attributes say is to go wrong.
  func toxic(_ attributes: [JSONMember]) throws(LinkControlError) -> LinkToxic {
    if let strike = LinkStrike(rawValue: rawValue) {
      return .at(try Self.position(attributes), strike)
    }
    var numbers: [String: Int] = [:]
    for attribute in attributes {
      numbers[attribute.key] = try Self.count(attribute)
    }
    return try toxic(numbers)
  }

  private func toxic(_ numbers: [String: Int]) throws(LinkControlError) -> LinkToxic {
    func milliseconds(_ key: String) -> Duration { .milliseconds(numbers[key] ?? 0) }
    switch self {
    case .latency:
      let (latency, jitter) = (milliseconds("latency"), milliseconds("jitter"))
      return .latency(
        .uniform(max(.zero, latency - jitter).seconds, (latency + jitter).seconds))
    case .bandwidth:
      // toxiproxy's rate is in kilobytes; 0 lets everything pass.
      let rate = Double(numbers["rate"] ?? 0) * 1000
      return rate > 0 ? .bandwidth(bytesPerSecond: rate) : .latency(.constant(0))
    case .slowClose: return .slowClose(milliseconds("delay"))
    case .timeout:
      return .timeout(numbers["timeout"] == 0 ? nil : milliseconds("timeout"))
    case .resetPeer: return .resetPeer(milliseconds("timeout"))
    case .slicer:
      let (size, variation) = (numbers["average_size"] ?? 0, numbers["size_variation"] ?? 0)
      guard size > 0, variation <= size else {
        throw .badBody("average_size must be above 0, size_variation not above it")
      }
      return .slicer(
        averageBytes: size, variationBytes: variation,
        delay: .microseconds(numbers["delay"] ?? 0))
    case .limitData: return .at(.byte(numbers["bytes"] ?? 0), .cut)
    case .cut, .reset, .stall, .drop, .corrupt: throw .invalidType
    }
  }

  private static func position(
    _ attributes: [JSONMember]
  ) throws(LinkControlError) -> LinkPosition {
    guard attributes.count == 1, let place = attributes.first else {
      throw .badBody("exactly one of \(places.joined(separator: ", ")) says where")
    }
    switch place.key {
    case "byte": return .byte(try count(place))
    case "body": return .body(try count(place))
    case "character": return .character(try count(place))
    default:
      let names = place.value.arrayValue ?? [place.value]
      let texts = names.compactMap(\.stringValue)
      if texts.count == names.count, !texts.isEmpty { return .eventNamed(texts) }
      return .event(max(1, try count(place)))
    }
  }

  private static func number(_ key: String) -> JSONMember { JSONMember(key: key, value: 0) }

  /// A number that no delay or size overflows with.
  private static func count(_ attribute: JSONMember) throws(LinkControlError) -> Int {
    guard let count = attribute.value.intValue, (0...LinkLimits.attributeMax).contains(count)
    else {
      throw .badBody("\(attribute.key) must be a whole number, 0 to \(LinkLimits.attributeMax)")
    }
    return count
  }
}
