extension StopReason {
  /// The reason of a name: one of Anthropic's seven, else the name as it is.
  package init(named name: String) {
    let known: [StopReason] = [
      .endTurn, .maxTokens, .stopSequence(""), .toolUse, .pauseTurn, .refusal,
      .contextWindowExceeded,
    ]
    self = known.first { $0.anthropicName == name } ?? .verbatim(name)
  }
}
