import Wire

/// `bmm-bench schema`: prints what scenario files may hold, for editors and for people.
enum SchemaCommand {
  static let spec = CommandSpec(
    name: "bmm-bench schema",
    summary:
      "Prints the JSON Schema (draft-07) of scenario files, for editors; or all keys as a page.",
    flags: [
      FlagSpec(name: "page", kind: .toggle, help: "prints the page docs/SCENARIOS.md instead")
    ],
    examples: [.init(line: "bmm-bench schema > scenario.schema.json", use: "for an editor")],
    exits: [.success, .unusable],
    details: """
      for Visual Studio Code, with an extension that knows JSON5 or with files read as jsonc:
        bmm-bench schema > scenario.schema.json
        and at the top of a scenario: $schema: "./scenario.schema.json"
        or in settings.json: "json.schemas": [{ "fileMatch": ["Scenarios/**/*.json5"],
        "url": "./scenario.schema.json" }]
      """)

  /// Prints one of the two.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    if flags.isOn("page") {
      console.print(page: SchemaPage.text)
    } else {
      console.print(json: SchemaDocument.json.jsonString(pretty: true))
    }
    return .success
  }
}
