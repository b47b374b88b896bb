import World

/// Reads how the starts of an open loop, or of one of its stages, lie in time.
enum ArrivalShapeDecoder {
  /// The keys of which one decides.
  static let names = ["constant", "poisson", "gamma", "ramp", "step", "spike", "trace"]

  /// With what an open loop has in the place of a shape, and what is no open loop.
  static let kinds = ["closed"] + names + ["stages"]

  /// The shape that an object names; nil if it names none. `for` says how long a profile is.
  static func decode(_ object: inout SourceObject) throws(ScenarioError) -> ArrivalShape? {
    let shape = try only(&object)
    if let name = names.first(where: object.has) { try object.refuse(kinds, beside: name) }
    return shape
  }

  private static func only(_ object: inout SourceObject) throws(ScenarioError) -> ArrivalShape? {
    if let perSecond = try object.optionalRate("constant") {
      return .constant(perSecond: perSecond)
    }
    if let perSecond = try object.optionalRate("poisson") { return .poisson(perSecond: perSecond) }
    if let perSecond = try object.optionalRate("gamma") {
      return .gamma(
        perSecond: perSecond, burstiness: try object.double("burstiness", in: burstiness))
    }
    if let rates = try object.optionalArray("ramp", count: 2...2) {
      let ends = try rates.map { value throws(ScenarioError) in try value.rateOrZero() }
      return try profile(&object, .ramp(from: ends[0], to: ends[1], for: try length(&object)))
    }
    if let values = try object.optionalArray("step", count: 1...1_000) {
      let rates = try values.map { value throws(ScenarioError) in try value.rateOrZero() }
      return try profile(&object, .step(rates, for: try length(&object)))
    }
    if let value = object.optionalValue("spike") {
      return try profile(&object, try spike(value, in: try length(&object)))
    }
    if let name = object.optionalValue("trace") { return .trace(try trace(name, &object)) }
    return nil
  }

  /// Below a hundredth nearly all come at once, above a hundred the gaps are as good as even.
  static let burstiness = 0.01...100

  private static func length(_ object: inout SourceObject) throws(ScenarioError) -> Duration {
    try ArrivalsDecoder.length(try object.value("for"))
  }

  private static func profile(
    _ object: inout SourceObject, _ profile: RateProfile
  ) throws(ScenarioError) -> ArrivalShape {
    guard profile.peak > 0 else {
      throw object.value.error("has a rate of zero all the time: nobody would ever come")
    }
    return .profile(profile, burstiness: try object.optionalDouble("burstiness", in: burstiness))
  }

  private static func spike(
    _ value: SourceValue, in time: Duration
  ) throws(ScenarioError) -> RateProfile {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let base = try object.value("base").rateOrZero()
      let peak = try object.value("peak").rateOrZero()
      let at = try object.duration("at")
      let lasting = try ArrivalsDecoder.length(try object.value("for"))
      guard at + lasting <= time else {
        throw object.value.error(
          "ends at \(DurationText.write(at + lasting)), behind the "
            + "\(DurationText.write(time)) that users come")
      }
      return .spike(base: base, peak: peak, at: at, lasting: lasting, for: time)
    }
  }

  /// How much slower or faster a recording may be played (our choice).
  static let speeds = 0.001...1_000_000

  /// The unit of a recording's times.
  enum Unit: String, CaseIterable {
    case s, ms, us, ns

    var nanoseconds: Int64 {
      switch self {
      case .s: 1_000_000_000
      case .ms: 1_000_000
      case .us: 1_000
      case .ns: 1
      }
    }
  }

  private static func trace(
    _ name: SourceValue, _ object: inout SourceObject
  ) throws(ScenarioError) -> Trace {
    let unit = try object.optionalEnumeration("unit", among: Unit.self) ?? .s
    let speed = try object.optionalDouble("speed", in: speeds) ?? 1
    let path = SourceFolder.path(of: try name.string(), besides: name.node.file)
    do throws(ScenarioError) {
      return try TraceFile.read(
        path, TraceFile.Reading(unitNanoseconds: unit.nanoseconds, speed: speed))
    } catch {
      throw name.blaming(error)
    }
  }
}
