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

  /// A scenario whose service drafts with that model: evenly as above, and for as long.
  static func previews(perSecond: Double) -> String {
    service(
      "firstToken: \"0s\", tokensPerSecond: \(PlainNumber.write(perSecond)), "
        + "outputTokens: \(tokens(perSecond: perSecond)), tokensPerDelta: 1")
  }

  /// A scenario whose service drafts a spec of the usual length at once, to be asked for again.
  static let quickPreviews = service(
    "firstToken: \"0s\", tokensPerSecond: 100000, outputTokens: 1700")

  private static func service(_ model: String) -> String {
    """
    {
      name: "gauge",
      about: "A service whose every plan has the model of a gauge.",
      service: { tiers: { all: {
        provider: "anthropic", model: "\(Self.model)", maxTokens: 1000000, streamTimeout: "off",
        previewsPerDay: "off",
      } } },
      llm: { models: { "\(Self.model)": { \(model) } } },
      users: [
        { name: "nobody", plan: "team", arrivals: { closed: 1 }, steps: [{ previewStream: {} }] },
      ],
    }
    """
  }
}
