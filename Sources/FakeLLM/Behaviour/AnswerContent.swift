/// What the text of an answer says.
package enum AnswerContent: Sendable, Equatable {
  /// A spec as the service asks for it.
  case spec(AnswerShape)
  /// A spec between Markdown's code fences.
  case fencedSpec
  /// A spec whose JSON is fine, but for one of its fields.
  case brokenSpec(SpecFlaw)
  /// A spec with that code in its first tool, such as code that the service bans.
  case spiked(code: String)
  /// Plain sentences, no JSON.
  case prose
  /// The model declines: a short text, and its own stop reason.
  case refusal
  /// Exactly that.
  case text(String)
}
