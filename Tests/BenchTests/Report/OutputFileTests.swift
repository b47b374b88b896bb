import Foundation
import Testing

@testable import bmm_bench

struct OutputFileTests {
  @Test func `a file is written with the folders above it, and replaces an older one`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/a/b/c.json"
    try OutputFile(path).write(Array("old and long".utf8))
    try OutputFile(path).write(Array("new".utf8))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
  }

  @Test func `a folder, a name that is none and a folder that cannot be are refused at once`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write("", to: "file")
    for path in [folder.path, "\(folder.path)/", "", "\(folder.path)/file/x", "/proc/none/x"] {
      #expect(throws: OutputError.self, "\(path)") { try OutputFile(path) }
    }
    #expect(folder.names == ["file"])
  }
}
