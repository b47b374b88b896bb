/// One key of a section: what may stand behind it, and what it means.
struct SchemaKey: Sendable {
  /// The key.
  let name: String
  /// What may stand behind it.
  let kind: SchemaKind
  /// Whether it must be there.
  let isRequired: Bool
  /// What holds where it is not there, in words.
  let preset: String
  /// What it means, in a sentence without a full stop.
  let about: String

  /// A key that must be there.
  static func must(_ name: String, _ kind: SchemaKind, _ about: String) -> SchemaKey {
    SchemaKey(name: name, kind: kind, isRequired: true, preset: "required", about: about)
  }

  /// A key that may be left out.
  static func may(
    _ name: String, _ kind: SchemaKind, _ preset: String, _ about: String
  ) -> SchemaKey {
    SchemaKey(name: name, kind: kind, isRequired: false, preset: preset, about: about)
  }
}

/// An object of a scenario file: its keys, where it stands, and examples that use each of them.
struct SchemaSection: Sendable {
  /// The name by which other sections refer to it.
  let name: String
  /// The heading of the page.
  let title: String
  /// Top-level members with `$` in the place of such an object; empty for the document itself.
  let place: String
  /// What it is, in whole sentences.
  let about: String
  /// All its keys.
  let entries: [SchemaKey]
  /// Keys of which exactly one must be there; empty if they are free.
  var exactlyOne: [String] = []
  /// Whole objects; together they use every key.
  let examples: [String]
}
