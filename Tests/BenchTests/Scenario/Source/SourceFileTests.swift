import Glibc
import Testing

@testable import bmm_bench

struct SourceFileTests {
  @Test func `a missing file is named with the reason of the system`() {
    let error = #expect(throws: ScenarioError.self) { try SourceFile.read("no/such.json5") }
    #expect(error?.description == "no/such.json5: cannot be read: No such file or directory")
  }

  @Test func `a directory is no scenario`() {
    let error = #expect(throws: ScenarioError.self) { try SourceFile.read("/") }
    #expect(error?.description == "/: cannot be read: Is a directory")
  }

  @Test func `a file larger than one read arrives whole`() throws {
    let content = "[" + String(repeating: "1,\n", count: 50_000) + "]"
    var path = Array("/tmp/source-file-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    try #require(descriptor >= 0)
    let name = String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer {
      close(descriptor)
      unlink(name)
    }
    try #require(write(descriptor, content, content.utf8.count) == content.utf8.count)

    let node = try SourceFile.read(name)

    guard case .array(let elements) = node.value else {
      Issue.record("not an array")
      return
    }
    #expect(elements.count == 50_000)
    #expect(elements.last?.position == SourcePosition(line: 50_000, column: 1))
    #expect(node.file == name)
  }
}
