/// A call of one of the client's tools.
package struct ToolCall: Sendable, Equatable {
  /// The tool's name.
  package var name: String
  /// Its input, as the text of a JSON object.
  package var input: String

  /// A call with that input.
  package init(name: String, input: String = "{}") {
    self.name = name
    self.input = input
  }
}
