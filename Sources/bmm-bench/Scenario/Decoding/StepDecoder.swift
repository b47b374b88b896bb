import Service
import World

/// Reads `steps`: what users of a group do, in order.
struct StepDecoder {
  /// The group's name, for the names of what its users have to see.
  let group: String

  /// 1 to 100 steps, also inside another step.
  func steps(_ value: SourceValue) throws(ScenarioError) -> [UserStep] {
    var steps: [UserStep] = []
    for element in try value.array(count: 1...BenchLimits.stepsMax) {
      steps.append(try step(element))
    }
    return steps
  }

  private func step(_ value: SourceValue) throws(ScenarioError) -> UserStep {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      for name in Self.names {
        guard let step = object.optionalValue(name) else { continue }
        for other in Self.names where other != name {
          try object.refuse(other, because: "stands beside \(name); make two steps of them")
        }
        return try read(step, name)
      }
      try object.finish()
      throw object.value.error("needs one of \(Self.names.joined(separator: ", "))")
    }
  }

  private static let names = [
    "preview", "previewStream", "analyze", "request", "logIn", "wait", "repeat", "oneOf",
  ]

  private func read(_ step: SourceValue, _ name: String) throws(ScenarioError) -> UserStep {
    switch name {
    case "preview": .preview(.sync, try preview(step))
    case "previewStream": .preview(.stream, try preview(step, isStream: true))
    case "analyze": .analyze(try preview(step, isStream: true))
    case "request": .request(try RequestStepDecoder(sights: sights).decode(step))
    case "logIn": .logIn(try LogInDecoder.decode(step))
    case "wait": .wait(try DistributionDecoder.durations(step))
    case "repeat": try again(step)
    default: try oneOf(step)
    }
  }

  private var sights: SightDecoder { SightDecoder(group: group) }

  private func again(_ value: SourceValue) throws(ScenarioError) -> UserStep {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      .again(
        times: try object.int("times", in: 1...BenchLimits.requestsMax),
        try steps(try object.value("steps")))
    }
  }

  private func oneOf(_ value: SourceValue) throws(ScenarioError) -> UserStep {
    var choices: [Weighted<[UserStep]>] = []
    for element in try value.array(count: 1...BenchLimits.stepsMax) {
      choices.append(
        try element.object { (object: inout SourceObject) throws(ScenarioError) in
          Weighted(
            weight: try object.value("weight").weight(), value: try steps(object.value("steps")))
        })
    }
    return .oneOf(choices)
  }

  private func preview(
    _ value: SourceValue, isStream: Bool = false
  ) throws(ScenarioError) -> PreviewStep {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      var step = PreviewStep(prompt: try object.optionalString("prompt") ?? Self.defaultPrompt)
      step.leaveAfter = try object.optionalValue("leaveAfter").map(DistributionDecoder.durations)
      if isStream {
        step.leaveAt = try object.optionalValue("leaveAt").map(leavePoint)
      } else {
        try object.refuse("leaveAt", because: SightDecoder.needsStream)
      }
      if let share = object.optionalValue("leaveShare") {
        guard step.leaveAfter != nil || step.leaveAt != nil else {
          throw share.error("needs leaveAfter or leaveAt, which say when they leave")
        }
        step.leaveShare = try share.probability()
      }
      step.doubleClick = try object.optionalValue("doubleClick").map(Self.secondTry)
      step.reload = try object.optionalValue("reload").map(Self.secondTry)
      step.sees = try sights.decode(object.optionalValue("sees"), isStream: isStream)
      return step
    }
  }

  /// `"firstToken"`, or `{ event: 3 }`.
  private func leavePoint(_ value: SourceValue) throws(ScenarioError) -> LeavePoint {
    if case .string(let text) = value.node.value {
      guard text == "firstToken" else {
        throw value.error("cannot be \"\(text)\"; write \"firstToken\" or { event: 3 }")
      }
      return .firstToken
    }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      .event(try object.int("event", in: 1...1_000_000))
    }
  }

  private static func secondTry(_ value: SourceValue) throws(ScenarioError) -> SecondTry {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      SecondTry(
        share: try object.optionalProbability("share") ?? 1,
        after: try DistributionDecoder.durations(try object.value("after")))
    }
  }

  /// Numbered, so that no request is answered from the cache unless the scenario wants it.
  private static let defaultPrompt = "A server that tells the weather for any location, number {n}"
}

extension SourceValue {
  /// The value as a weight among others: a number above zero.
  func weight() throws(ScenarioError) -> Double {
    try double(in: BenchLimits.weights)
  }
}
