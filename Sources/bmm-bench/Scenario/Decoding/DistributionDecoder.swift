import World

/// Reads how a quantity varies: a plain value, or an object with one of five shapes.
enum DistributionDecoder {
  typealias Reader = (SourceValue) throws(ScenarioError) -> Double

  /// A distribution of durations, in seconds.
  static func durations(_ value: SourceValue) throws(ScenarioError) -> Distribution {
    try decode(value) { (value) throws(ScenarioError) in try value.duration().seconds }
  }

  /// A distribution of plain numbers.
  static func numbers(
    _ value: SourceValue, in range: ClosedRange<Double>
  ) throws(ScenarioError) -> Distribution {
    try decode(value) { (value) throws(ScenarioError) in try value.double(in: range) }
  }

  private static func decode(
    _ value: SourceValue, _ read: Reader
  ) throws(ScenarioError) -> Distribution {
    guard case .object(let members) = value.node.value else { return .constant(try read(value)) }
    guard members.count == 1 else {
      try value.object().refuseInherited(shapes)
      throw value.error("must hold exactly one shape: \(shapes.joined(separator: ", "))")
    }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      try shape(&object, read)
    }
  }

  private static let shapes = ["uniform", "normal", "logNormal", "exponential", "empirical"]

  private static func shape(
    _ object: inout SourceObject, _ read: Reader
  ) throws(ScenarioError) -> Distribution {
    if let bounds = try object.optionalArray("uniform", count: 2...2) {
      let (low, high) = (try read(bounds[0]), try read(bounds[1]))
      guard low <= high else { throw bounds[1].error("is below the lower bound") }
      return .uniform(low, high)
    }
    if var normal = try object.optionalObject("normal") {
      let shape = Distribution.normal(
        mean: try read(try normal.value("mean")),
        deviation: try read(try normal.value("deviation")))
      try normal.finish()
      return shape
    }
    if var logNormal = try object.optionalObject("logNormal") {
      let shape = Distribution.logNormal(
        median: try read(try logNormal.value("median")),
        sigma: try logNormal.double("sigma", in: 0...3))
      try logNormal.finish()
      return shape
    }
    if let mean = object.optionalValue("exponential") {
      return .exponential(mean: try read(mean))
    }
    var sample: [Double] = []
    for value in try object.optionalArray("empirical", count: 1...100_000) ?? [] {
      sample.append(try read(value))
    }
    // Without a known shape the object holds an unknown key, which `finish` will name.
    if sample.isEmpty { try object.finish() }
    return .empirical(sample)
  }
}
