import Wire
import World

/// Decides how each call behaves, and counts the calls that each rule has seen.
struct RuleBook {
  private let rules: [BehaviourRule]
  private var callCounts: [Int]
  /// Which of them have decided about a call.
  private(set) var hasStruck: [Bool]

  init(_ rules: [BehaviourRule]) {
    self.rules = rules
    callCounts = Array(repeating: 0, count: rules.count)
    hasStruck = Array(repeating: false, count: rules.count)
  }

  /// The behaviour for a valid call; `random` is that call's own stream.
  mutating func behaviour(
    for request: GenerationRequest, _ fields: HTTPFields, of profile: ModelProfile,
    random: RandomStream
  ) -> Behaviour {
    ruled(request, fields, random: random) ?? byNature(of: profile, random: random)
  }

  /// What a rule says about a valid call, if one does.
  mutating func ruled(
    _ request: GenerationRequest, _ fields: HTTPFields, random: RandomStream
  ) -> Behaviour? {
    var chosen: Behaviour?
    // Every rule counts every call it is about, so that rules do not depend on each other.
    for index in rules.indices where concerns(rules[index].match, request, fields) {
      callCounts[index] += 1
      let match = rules[index].match
      let isTurn = match.nthCall.map { $0 == callCounts[index] } ?? true
      var chance = random.child(index)
      if chosen == nil, isTurn, chance.chance(match.share ?? 1) {
        chosen = rules[index].behaviour
        hasStruck[index] = true
      }
    }
    return chosen
  }

  private func concerns(
    _ match: BehaviourRule.Match, _ request: GenerationRequest, _ fields: HTTPFields
  ) -> Bool {
    if let model = match.model, model != request.model { return false }
    if let account = match.account, account != request.apiKey { return false }
    if let header = match.header {
      guard let value = fields[header.name] else { return false }
      guard header.contains.isEmpty || value.contains(header.contains) else { return false }
    }
    if let text = match.promptContains, !request.subject.contains(text) { return false }
    return true
  }

  private func byNature(of profile: ModelProfile, random: RandomStream) -> Behaviour {
    var chance = random.child("refusal")
    return chance.chance(profile.refusalShare) ? Behaviour(.refusal) : Behaviour()
  }
}
