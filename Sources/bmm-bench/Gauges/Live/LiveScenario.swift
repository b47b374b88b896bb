/// The scenario that a gauge's own roles are served with: one model that writes evenly.
enum LiveScenario {
  /// The model that the streams of a load ask for.
  static let model = "even"
  /// How long a stream lasts at most: as long as the longest gauge runs, opening included.
  static let seconds = 40.0

  /// The tokens of such a stream.
  static func tokens(perSecond: Double) -> Int {
    Int((perSecond * seconds).rounded(.up))
  }

  /// A scenario whose model writes so many events a second, one token each.
  static func text(perSecond: Double) -> String {
    """
    {
      name: "gauge",
      about: "A model that writes evenly, for the gauges of streams.",
      llm: { models: { "\(model)": {
        firstToken: "0s", tokensPerSecond: \(PlainNumber.write(perSecond)),
        outputTokens: \(tokens(perSecond: perSecond)), tokensPerDelta: 1 } } },
      users: [
        { name: "nobody", plan: "team", arrivals: { closed: 1 }, steps: [{ previewStream: {} }] },
      ],
    }
    """
  }
}
