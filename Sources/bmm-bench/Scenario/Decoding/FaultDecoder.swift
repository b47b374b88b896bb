import EdgeSim
import Service
import World

/// Reads `faults` of a link: each an object with one toxic, and with whom it meets.
enum FaultDecoder {
  /// At least one fault; those of a link stand one behind the other.
  static func decode(
    _ value: SourceValue, within limit: Duration, into link: inout FaultyLink
  ) throws(ScenarioError) {
    // The provider's events are many: vendors differ, and recorded answers have their own.
    let isProviders = link.to == Topology.Role.llm.rawValue
    let events = isProviders ? nil : PreviewEvent.allCases.map(\.rawValue)
    for element in try value.array(count: 1...BenchLimits.linkFaultsMax) {
      if let outage = try outage(element, limit) {
        link.outages.append(outage)
      } else {
        let id = "fault \(link.faults.count + 1)"
        link.faults.append(try fault(element, id: id, events, limit))
      }
    }
  }

  /// A time without new connections; nil for a fault of connections.
  private static func outage(
    _ value: SourceValue, _ limit: Duration
  ) throws(ScenarioError) -> LinkOutage? {
    var object = try value.object()
    guard let kind = try object.optionalEnumeration("down", among: LinkOutage.Kind.self) else {
      return nil
    }
    let outage = LinkOutage(kind, try window(&object, limit))
    try object.finish()
    return outage
  }

  private static func fault(
    _ value: SourceValue, id: String, _ events: [String]?, _ limit: Duration
  ) throws(ScenarioError) -> LinkFault {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let toxic = try ToxicDecoder.decode(&object, events: events)
      var fault = LinkFault(id: id, toxic)
      fault.direction = try direction(&object, toxic)
      fault.share = try object.optionalProbability("share") ?? 1
      fault.nthConnection = try object.optionalInt("nthConnection", in: 1...1_000_000)
      fault.window = try window(&object, limit)
      return fault
    }
  }

  /// A span of the run: `from`, and `for` how long.
  private static func window(
    _ object: inout SourceObject, _ limit: Duration
  ) throws(ScenarioError) -> LinkWindow {
    let start = object.optionalValue("from")
    return LinkWindow(
      start: try start?.instant(within: limit) ?? .zero,
      length: try object.optionalDuration("for", in: .milliseconds(1)...BenchLimits.durationMax))
  }

  private static func direction(
    _ object: inout SourceObject, _ toxic: LinkToxic
  ) throws(ScenarioError) -> LinkDirection? {
    guard let value = object.optionalValue("direction") else { return .down }
    let names = LinkDirection.allCases.map(\.rawValue) + ["both"]
    let name = try value.string()
    guard names.contains(name) else {
      throw value.error(
        "cannot be \"\(name)\"\(NearestName.hint(for: name, among: names, listedAs: "allowed"))")
    }
    let direction = LinkDirection(rawValue: name)
    if case .at(let position, _) = toxic, position.isInAnswer, direction != .down {
      throw value.error(
        "is \"\(name)\", but only what goes down has answers: use byte, or leave direction out")
    }
    return direction
  }
}
