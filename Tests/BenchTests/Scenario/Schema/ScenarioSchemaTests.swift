import Testing
import Wire

@testable import bmm_bench

/// The description of scenario files is what the decoder reads, no more and no less.
struct ScenarioSchemaTests {
  /// What the decoder asked for in all examples, by section.
  private final class Asked {
    var keys: [String: [String]] = [:]
    var complaints: [String] = []
  }

  private static let user =
    "users: [{ name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [{ preview: {} }] }]"

  /// An example in a whole document.
  private static func document(_ section: SchemaSection, _ example: String) -> String {
    guard !section.place.isEmpty else { return example }
    let users = section.place.contains("users: [") ? "" : ", \(user)"
    let edge = section.name == "links" ? "edge: '\(edge(of: example))', " : ""
    return
      "{ name: 'x', about: 'y'\(users), \(edge)\(section.place.replacing("$", with: example)) }"
  }

  /// The proxies that make the links of an example.
  private static func edge(of links: String) -> String {
    let nginx = Array(repeating: "nginx-1.29", count: 3)
    if links.contains("hop-3") { return nginx.joined(separator: " > ") }
    if links.contains("hop-2") { return nginx.dropLast().joined(separator: " > ") }
    return links.contains("edge") ? "nginx-1.29" : "direct"
  }

  private static func parse(_ text: String) throws(ScenarioError) -> SourceNode {
    // Cassettes lie beside the scenarios of the project.
    try JSON5Parser.parse(text.utf8, file: "\(Project.root)/Scenarios/smoke/x.json5")
  }

  private static let documents = ScenarioSchema.sections.flatMap { section in
    section.examples.map { (section.name, document(section, $0)) }
  }

  @Test(arguments: documents)
  func `every example can be read`(section: String, text: String) {
    #expect(throws: Never.self) { try ScenarioDecoder.decode(try Self.parse(text)) }
  }

  @Test func `the decoder asks for every key that is described, and for no other`() throws {
    let asked = Asked()
    for (_, text) in Self.documents {
      let ledger = KeyLedger()
      let node = try Self.parse(text)
      _ = try ScenarioDecoder.decode(node, ledger: ledger)
      walk(node, at: "", as: "scenario", ledger, asked)
    }
    #expect(asked.complaints == [])
    for section in ScenarioSchema.sections {
      let unread = section.entries.map(\.name).filter {
        asked.keys[section.name]?.contains($0) != true
      }
      #expect(unread == [], "\(section.name): described, but never asked for")
    }
  }

  /// Goes through a document and its description side by side.
  private func walk(
    _ node: SourceNode, at path: String, as name: String, _ ledger: KeyLedger, _ asked: Asked
  ) {
    guard case .object(let members) = node.value else { return }
    let section = ScenarioSchema.section(name)
    for key in ledger.keys(at: path) {
      if !section.entries.contains(where: { $0.name == key }) {
        asked.complaints.append("\(name) lacks the key \(key)")
      }
      asked.keys[name, default: []].append(key)
    }
    for member in members {
      guard let key = section.entries.first(where: { $0.name == member.key }) else { continue }
      let path = SourceObject.path(of: member.key, in: path)
      descend(member.node, at: path, key.kind, ledger, asked)
    }
  }

  private func descend(
    _ node: SourceNode, at path: String, _ kind: SchemaKind, _ ledger: KeyLedger, _ asked: Asked
  ) {
    switch (node.value, kind) {
    case (.array(let elements), .list(let kind)):
      for (index, element) in elements.enumerated() {
        descend(element, at: "\(path)[\(index)]", kind, ledger, asked)
      }
    case (.object(let members), .map(let kind)):
      for member in members {
        let path = SourceObject.path(of: member.key, in: path)
        descend(member.node, at: path, kind, ledger, asked)
      }
    case (_, .either(let kinds)):
      for kind in kinds { descend(node, at: path, kind, ledger, asked) }
    case (.object, _):
      for section in kind.sections { walk(node, at: path, as: section, ledger, asked) }
    default: break
    }
  }

  @Test func `every key is used by an example of its section`() throws {
    for section in ScenarioSchema.sections {
      var used: [String] = []
      for example in section.examples {
        guard case .object(let members) = try Self.parse(example).value else { continue }
        used += members.map(\.key)
      }
      // What a document is built on is read before it is decoded.
      let known = section.entries.map(\.name).filter { $0 != ScenarioSource.extends }
      let more = section.name == "scenario" || section.name == "preview" ? known : []
      let unused = known.filter { !used.contains($0) && !more.contains($0) }
      #expect(unused == [], "\(section.name)")
    }
  }

  @Test func `required keys are those without which nothing can be read`() throws {
    for section in ScenarioSchema.sections where !section.place.isEmpty {
      guard case .object(let members) = try Self.parse(section.examples[0]).value else { continue }
      for key in section.entries where key.isRequired {
        var node = try Self.parse(section.examples[0])
        node.value = .object(members.filter { $0.key != key.name })
        let example = node.json.jsonString(pretty: false)
        let text = Self.document(section, example)
        #expect(throws: ScenarioError.self, "\(section.name) without \(key.name)") {
          try ScenarioDecoder.decode(try Self.parse(text))
        }
      }
    }
  }

  @Test func `the page of keys is the one that the program makes`() throws {
    let page = try Project.text("docs/SCENARIOS.md")
    #expect(page == SchemaPage.text + "\n", "bmm-bench schema --page > docs/SCENARIOS.md")
  }

  @Test func `the page and the schema have every key of every section`() throws {
    let definitions = try #require(SchemaDocument.json["definitions"])
    for section in ScenarioSchema.sections where section.name != "distribution" {
      let keys = definitions[section.name]?["properties"]?.objectValue?.map(\.key)
      #expect(keys == section.entries.map(\.name))
      #expect(SchemaPage.text.contains("\n## \(section.title)\n"))
    }
  }

  @Test func `names and titles are used once`() {
    let sections = ScenarioSchema.sections
    #expect(Set(sections.map(\.name)).count == sections.count)
    #expect(Set(sections.map(\.title)).count == sections.count)
    for section in sections {
      #expect(Set(section.entries.map(\.name)).count == section.entries.count, "\(section.name)")
    }
  }
}
