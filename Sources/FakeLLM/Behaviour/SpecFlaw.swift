/// What is wrong with one field of a spec.
package struct SpecFlaw: Sendable, Equatable {
  /// The field.
  package var field: Field
  /// What is wrong with it.
  package var kind: Kind

  /// A flaw of that kind.
  package init(_ field: Field, _ kind: Kind) {
    self.field = field
    self.kind = kind
  }

  /// A field of a spec; those of a tool are the first tool's.
  package enum Field: String, Sendable, CaseIterable {
    /// The spec's title.
    case name
    /// Its name in addresses.
    case slug
    /// What it is about.
    case description
    /// The list of its tools.
    case tools
    /// The first tool's name.
    case toolName = "tools.0.name"
    /// What the first tool does.
    case toolDescription = "tools.0.description"
    /// What the first tool takes.
    case toolSchema = "tools.0.inputSchema"
    /// The first tool's code.
    case toolCode = "tools.0.implementation"

    /// The way to it: names, and for an element its number.
    var path: [String] { rawValue.split(separator: ".").map(String.init) }
  }

  /// What can be wrong with a field.
  package enum Kind: String, Sendable, CaseIterable {
    /// It is not there.
    case missing
    /// It is of another type: a number.
    case wrongType
    /// It is an empty text.
    case empty
  }
}
