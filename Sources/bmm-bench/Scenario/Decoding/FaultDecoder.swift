import EdgeSim
import World

/// Reads `faults` of a link: each an object with one toxic, and with whom it meets.
enum FaultDecoder {
  /// At least one fault; those of a link stand one behind the other.
  static func decode(
    _ value: SourceValue, into link: inout FaultyLink
  ) throws(ScenarioError) {
    for element in try value.array(count: 1...BenchLimits.linkFaultsMax) {
      if let outage = try outage(element) {
        link.outages.append(outage)
      } else {
        link.faults.append(try fault(element, id: "fault \(link.faults.count + 1)"))
      }
    }
  }

  /// A time without new connections; nil for a fault of connections.
  private static func outage(_ value: SourceValue) throws(ScenarioError) -> LinkOutage? {
    var object = try value.object()
    guard let kind = try object.optionalEnumeration("down", among: LinkOutage.Kind.self) else {
      return nil
    }
    let outage = LinkOutage(kind, try window(&object))
    try object.finish()
    return outage
  }

  private static func fault(
    _ value: SourceValue, id: String
  ) throws(ScenarioError) -> LinkFault {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let toxic = try ToxicDecoder.decode(&object)
      var fault = LinkFault(id: id, toxic)
      fault.direction = try direction(&object, toxic)
      fault.share = try object.optionalProbability("share") ?? 1
      fault.nthConnection = try object.optionalInt("nthConnection", in: 1...1_000_000)
      fault.window = try window(&object)
      return fault
    }
  }

  /// A span of the run: `from`, and `for` how long.
  private static func window(_ object: inout SourceObject) throws(ScenarioError) -> LinkWindow {
    LinkWindow(
      start: try object.optionalDuration("from") ?? .zero,
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
