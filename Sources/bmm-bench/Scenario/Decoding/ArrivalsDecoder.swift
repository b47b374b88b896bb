import World

/// Reads `arrivals`: when the users of a group come.
enum ArrivalsDecoder {
  /// One process, stages of them, or a closed loop.
  static func decode(_ value: SourceValue) throws(ScenarioError) -> Arrivals {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      if let users = try object.optionalInt("closed", in: 1...100_000) {
        try object.refuse(ArrivalShapeDecoder.kinds, beside: "closed")
        return .closed(try closed(users, &object))
      }
      var arrivals = Arrivals(kind: .open(try stages(&object)))
      arrivals.maxInFlight = try object.optionalInt("maxInFlight", in: 1...BenchLimits.requestsMax)
      if let value = object.optionalValue("allowDropped") {
        arrivals.allowance = try allowance(value)
      }
      return arrivals
    }
  }

  // MARK: Closed loop

  private static func closed(
    _ users: Int, _ object: inout SourceObject
  ) throws(ScenarioError) -> ClosedLoop {
    var loop = ClosedLoop(users: users)
    var rhythm = OnlyOne<ClosedLoop.Rhythm>("rhythm")
    if let value = object.optionalValue("think") {
      try rhythm.take("think", value, .think(try DistributionDecoder.durations(value)))
    }
    if let value = object.optionalValue("pace") {
      try rhythm.take("pace", value, .pace(perSecond: try value.rate()))
    }
    loop.rhythm = rhythm.value ?? loop.rhythm
    var limit = OnlyOne<ArrivalLimit>("end")
    if let value = object.optionalValue("rounds") {
      try limit.take("rounds", value, .count(try value.int(in: 1...1_000_000)))
    }
    if let value = object.optionalValue("for") {
      try limit.take("for", value, .time(try length(value)))
    }
    loop.limit = limit.value ?? loop.limit
    loop.rampUp = try object.optionalDuration("rampUp") ?? .zero
    if case .time(let end) = loop.limit, loop.rampUp > end {
      throw object.value.error(
        "lets users come for \(DurationText.write(loop.rampUp)) (rampUp), longer than its for of "
          + DurationText.write(end))
    }
    if let value = object.optionalValue("warmUp") {
      loop.warmUp = try warmUp(value, within: loop.limit)
    }
    return loop
  }

  /// A warm-up that leaves something to measure.
  private static func warmUp(
    _ value: SourceValue, within limit: ArrivalLimit
  ) throws(ScenarioError) -> Duration {
    let warmUp = try length(value)
    guard case .time(let end) = limit else {
      throw value.error("needs a \"for\" beside it: all rounds may lie in the warm-up")
    }
    guard warmUp < end else {
      throw value.error(
        "is \(DurationText.write(warmUp)), and for is \(DurationText.write(end)): nothing is left "
          + "to measure")
    }
    return warmUp
  }

  // MARK: Open loop

  private static func stages(
    _ object: inout SourceObject
  ) throws(ScenarioError) -> [ArrivalStage] {
    if let values = try object.optionalArray("stages", count: 1...100) {
      try object.refuse(ArrivalShapeDecoder.kinds, beside: "stages")
      return try stages(values)
    }
    guard let shape = try ArrivalShapeDecoder.decode(&object) else {
      try object.finish()
      let names = ArrivalShapeDecoder.kinds.joined(separator: ", ")
      throw object.value.error("needs one of \(names)")
    }
    return [ArrivalStage(shape: shape, limit: try limit(&object, of: shape))]
  }

  private static func stages(_ values: [SourceValue]) throws(ScenarioError) -> [ArrivalStage] {
    var stages: [ArrivalStage] = []
    for value in values {
      let stage = try stage(value)
      guard !stages.contains(where: { $0.name == stage.name }) else {
        throw value.error("has the name \"\(stage.name)\", which another stage has")
      }
      stages.append(stage)
    }
    return stages
  }

  /// A stage without a process is one in which nobody comes.
  private static func stage(_ value: SourceValue) throws(ScenarioError) -> ArrivalStage {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let name = try NameDecoder.name(try object.value("name"))
      let length = try length(try object.value("for"))
      let shape = try ArrivalShapeDecoder.decode(&object) ?? .nobody
      return ArrivalStage(
        name: name, shape: shape, limit: .time(length),
        isMeasured: try object.optionalBool("measured") ?? true)
    }
  }

  private static func limit(
    _ object: inout SourceObject, of shape: ArrivalShape
  ) throws(ScenarioError) -> ArrivalLimit {
    let time = try object.optionalValue("for").map(length)
    let count = try object.optionalInt("count", in: 1...BenchLimits.requestsMax)
    switch (time, count) {
    case (let time?, nil): return .time(time)
    case (nil, let count?): return .count(count)
    case (nil, nil):
      if let trace = shape.trace { return .count(trace.lines.count) }
      throw object.value.error("needs for (a duration) or count (a number)")
    default: throw object.value.error("has for and count; take one of them away")
    }
  }

  static func length(_ value: SourceValue) throws(ScenarioError) -> Duration {
    try value.duration(in: .milliseconds(1)...BenchLimits.durationMax)
  }

  private static func allowance(_ value: SourceValue) throws(ScenarioError) -> DropAllowance {
    if case .string = value.node.value { return .share(try value.probability()) }
    return .count(try value.int())
  }
}
