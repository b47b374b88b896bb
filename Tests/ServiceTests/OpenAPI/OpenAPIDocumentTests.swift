import Testing
import Wire

@testable import Service

@Suite struct OpenAPIDocumentTests {
  private let document = OpenAPIDocument(streaming: true, in: .development).json

  @Test func `every route is there with its methods, and nothing else`() throws {
    let paths = try #require(document["paths"]?.objectValue)
    #expect(paths.map(\.key) == Route.allCases.map(\.path))
    for (route, path) in zip(Route.allCases, paths) {
      #expect(path.value.objectValue?.map(\.key) == route.methods.map { $0.lowercased() })
    }
  }

  @Test func `what an era or an environment lacks is not there`() {
    let old = OpenAPIDocument(streaming: false, in: .production).json["paths"]
    #expect(old?[Route.previewStream.path] == nil)
    #expect(old?[Route.devLogin.path] == nil)
    #expect(old?[Route.preview.path] != nil)
  }

  @Test func `every reference leads to a schema, and every schema is used`() {
    var used: Set<String> = []
    func collect(_ value: JSONValue) {
      for member in value.objectValue ?? [] {
        if member.key == "$ref", let name = member.value.stringValue { used.insert(name) }
        collect(member.value)
      }
      for element in value.arrayValue ?? [] { collect(element) }
    }
    collect(document)
    let schemas = document["components"]?["schemas"]?.objectValue ?? []
    #expect(used == Set(schemas.map { "#/components/schemas/\($0.key)" }))
  }

  @Test func `each operation has an id of its own`() {
    let paths = document["paths"]?.objectValue ?? []
    let ids = paths.flatMap { path in
      path.value.objectValue?.compactMap { $0.value["operationId"]?.stringValue } ?? []
    }
    #expect(ids.count > 20)
    #expect(Set(ids).count == ids.count)
  }
}
