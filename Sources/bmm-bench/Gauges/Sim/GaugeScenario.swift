/// The scenarios of the gauges, written as a user would write them.
enum GaugeScenario {
  /// The speed of the streams' model.
  static let tokensPerSecond = 130.0

  /// Streams side by side, each with an answer of so many tokens, one token per event.
  static func streams(_ count: Int, tokens: Int, latency: String) throws(ScenarioError) -> Scenario
  {
    try read(
      """
      {
        name: "tokens", about: "Streams side by side, one token per event.",
        service: { cache: "off" },
        llm: { models: { "claude-sonnet-4-6": {
          tokensPerSecond: \(tokensPerSecond), outputTokens: \(tokens), tokensPerDelta: 1,
        } } },
        links: {
          "users-edge": { latency: "\(latency)" }, "edge-service": { latency: "\(latency)" },
          "service-llm": { latency: "\(latency)" },
        },
        users: [{
          name: "streams", plan: "team", arrivals: { closed: \(count) },
          steps: [{ previewStream: {} }],
        }],
        expect: ["count(outcome=spec) == \(count)"],
      }
      """)
  }

  /// A few users on a machine whose moods the seed draws: what a search over seeds runs.
  static func smallWorld(users: Int) throws(ScenarioError) -> Scenario {
    try read(
      """
      {
        name: "small-world", about: "A few users on a machine as unkind as the seed draws it.",
        chaos: { swarm: true },
        llm: { models: { "claude-sonnet-4-6": { outputTokens: 300 } } },
        users: [{
          name: "few", plan: "team", arrivals: { closed: \(users) }, steps: [{ analyze: {} }],
        }],
      }
      """)
  }

  /// A day of people who come back some times, with the preset model's answers.
  static func day(users: Int, previews: Int) throws(ScenarioError) -> Scenario {
    // The mean of all waits of a person together is 24 h.
    let longest = 2 * 24 * 3_600 / previews
    return try read(
      """
      {
        name: "day", about: "A day of people who come back some times.", limit: "72h",
        service: { cache: "off" },
        users: [{
          name: "people", plan: "team", arrivals: { closed: \(users), rounds: \(previews) },
          steps: [{ wait: { uniform: ["0s", "\(longest)s"] } }, { previewStream: {} }],
        }],
      }
      """)
  }

  /// Streams that flow to their end, and users who leave others in the middle.
  static func leaving(streams: Int, leaving: Int) throws(ScenarioError) -> Scenario {
    try read(
      """
      {
        name: "leaving", about: "Users who leave streams beside others that stay.",
        llm: { models: { "claude-sonnet-4-6": {
          firstToken: "0.2s", tokensPerSecond: 20, outputTokens: 120, tokensPerDelta: 1,
        } } },
        users: [
          {
            name: "stays", plan: "enterprise", arrivals: { closed: \(streams) },
            steps: [{ previewStream: { prompt: "A server for those who stay, number {n}" } }],
          },
          {
            name: "leaves", plan: "team", arrivals: { closed: \(leaving) },
            steps: [{ previewStream: {
              prompt: "A server for those who leave, number {n}",
              leaveAfter: { uniform: ["1.5s", "4s"] },
            } }],
          },
        ],
        expect: ["count(outcome=left) == \(leaving)"],
      }
      """)
  }

  /// All plans and routes, users that leave, a provider that fails and a machine that stalls.
  static func mixed() throws(ScenarioError) -> Scenario {
    try read(mixedText)
  }

  private static let mixedText = """
    {
      name: "mixed", about: "All plans and routes on a stalling machine; some users leave.",
      chaos: { stalls: { share: "2%", delay: { uniform: ["0s", "0.05s"] } } },
      llm: { rules: [{ when: { share: "3%" }, then: { failure: { status: 529 } } }] },
      users: [
        {
          name: "free", plan: "hobby", arrivals: { poisson: "1/s", count: 3 },
          steps: [{ analyze: {} }],
        },
        {
          name: "pro", plan: "pro", arrivals: { poisson: "1/s", count: 3 },
          steps: [{ analyze: {} }],
        },
        {
          name: "team", plan: "team", arrivals: { constant: "1/s", count: 3 },
          steps: [
            { previewStream: { leaveAfter: { exponential: "60s" } } }, { wait: "3s" },
            { analyze: {} },
          ],
        },
      ],
    }
    """

  private static func read(_ text: String) throws(ScenarioError) -> Scenario {
    try ScenarioDecoder.decode(JSON5Parser.parse(text.utf8, file: "the gauge's scenario"))
  }
}
