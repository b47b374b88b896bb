import FakeLLM
import Service

/// The values that a scenario's checks may name.
enum VocabularyMaker {
  /// Everything that exists in a scenario with these groups and models.
  static func make(_ groups: [UserGroup], _ llm: FakeLLMConfiguration) -> FilterVocabulary {
    var vocabulary = FilterVocabulary()
    vocabulary.allow(.outcome, Outcome.names)
    vocabulary.allow(.plan, Plan.allCases.map(\.rawValue))
    vocabulary.allow(.group, groups.map(\.name))
    vocabulary.allow(.stage, groups.flatMap(\.arrivals.stageNames))
    vocabulary.allow(.model, llm.models.map(\.name))
    vocabulary.allow(.invariant, InvariantName.allCases.map(\.rawValue))
    vocabulary.allow(.route, Route.allCases.map(\.rawValue))
    vocabulary.allow(.readable, ["yes", "no"])
    vocabulary.allow(.good, ["yes", "no"])
    vocabulary.allow(.browser, BrowserReport.Kind.allCases.map(\.rawValue))
    return vocabulary
  }
}
