import World

/// The size of a spec; what is nil comes from the model and the seed.
package struct AnswerShape: Sendable, Equatable {
  /// Its natural length in tokens, raised to what its tools need at least.
  package var tokens: Distribution?
  /// How many tools it has, from 1 to 6.
  package var tools: Int?
  /// The bytes of each tool's JSON, which then decide its length; raised to what a tool needs.
  package var toolBytes: Int?

  /// A shape of that length and number of tools.
  package init(tokens: Distribution? = nil, tools: Int? = nil, toolBytes: Int? = nil) {
    let most = FakeLLMLimits.tools
    precondition(tools.map { 1...most ~= $0 } ?? true, "a spec has 1 to \(most) tools")
    self.tokens = tokens
    self.tools = tools
    self.toolBytes = toolBytes
  }
}
