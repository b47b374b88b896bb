/// A condition on the requests (or violations) that a check looks at; all its filters must hold.
struct Filter: Equatable, Sendable {
  /// The property that is compared.
  enum Key: String, CaseIterable, Sendable {
    /// How a request ended.
    case outcome
    /// The plan of the virtual user.
    case plan
    /// The group of virtual users, by its name in the scenario.
    case group
    /// The stage of an open loop, by its name in the scenario.
    case stage
    /// The model that the provider ran.
    case model
    /// The invariant that was violated.
    case invariant
    /// The path of the request.
    case route
    /// Whether a browser's script may read the answer: yes or no.
    case readable
    /// What the browser reports to the page's script.
    case browser
    /// Whether it got a spec and met all objectives: yes or no.
    case good
    /// A text that the error message contains, in single quotes if it holds spaces.
    case says
  }

  /// Whether a rate asks for the share of what it names, and not among it.
  var namesPart: Bool { key == .outcome || key == .good }

  /// The property that is compared.
  let key: Key
  /// The value it must have.
  let value: String
}
