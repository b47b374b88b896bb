import Testing

@testable import bmm_bench

/// Whole scenarios around the one part that a test is about; that part begins in line 2.
enum ScenarioText {
  private static let user =
    "{ name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [{ preview: {} }] }"

  /// A scenario with one user and more members at the top level.
  static func with(_ members: String = "") -> String {
    "{ name: 'x', about: 'y', users: [\(user)],\n\(members) }"
  }

  /// A scenario with these groups of users.
  static func users(_ groups: String) -> String {
    "{ name: 'x', about: 'y', users: [\n\(groups)] }"
  }

  /// A scenario with one group that has other steps.
  static func steps(_ steps: String) -> String {
    users("{ name: 'u', plan: 'team', arrivals: { closed: 1 }, steps:\n\(steps) }")
  }

  /// A scenario with one group that comes in another way.
  static func arrivals(_ arrivals: String) -> String {
    users("{ name: 'u', plan: 'team', steps: [{ preview: {} }], arrivals:\n\(arrivals) }")
  }
}

extension Scenario {
  /// Decodes a text as if it stood in the file `x.json5`.
  init(text: String) throws(ScenarioError) {
    self = try ScenarioDecoder.decode(JSON5Parser.parse(text.utf8, file: "x.json5"))
  }

  /// What is wrong with a text; records an issue if nothing is.
  static func complaint(about text: String) -> String? {
    #expect(throws: ScenarioError.self) { try Scenario(text: text) }?.description
  }
}
