import Foundation
import Glibc
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

  @Test func `a link stays, and the file behind it is written, whether it is there or not`() throws
  {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "there")
    for name in ["there", "new"] {
      let link = "\(folder.path)/link-\(name)"
      symlink(name, link)
      try OutputFile(link).write(Array("text".utf8))
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == name)
      #expect(try folder.text(name) == "text")
    }
    #expect(folder.names == ["link-new", "link-there", "new", "there"])
  }

  @Test func `a pipe stays a pipe, and its reader gets everything`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/pipe"
    mkfifo(path, 0o600)
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    try OutputFile(path).write(Array("text".utf8))
    #expect(Self.read(reader) == "text")
    var status = stat()
    #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    #expect(folder.names == ["pipe"])
  }

  @Test func `what the process has open is written on, a file behind what it holds`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("before, ", to: "file")
    let descriptor = open(path, O_WRONLY | O_APPEND)
    defer { close(descriptor) }
    try OutputFile("/dev/fd/\(descriptor)").write(Array("behind".utf8))
    #expect(try folder.text("file") == "before, behind")
    #expect(folder.names == ["file"])
  }

  @Test func `a reader that has left is no error, and a full device is one`() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    try OutputFile("/dev/fd/\(ends[1])").write(Array("text".utf8))
    close(ends[1])
    // By its descriptor: code that is wrong about paths must not come near a device's node.
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    #expect(WholeWrite.write(Array("text".utf8), to: full) == ENOSPC)
    // More than a process may have open.
    #expect(throws: OutputError(path: "/dev/fd/99999999", errno: EBADF)) {
      try OutputFile("/dev/fd/99999999")
    }
  }

  @Test func `a link that leads to itself, a dash and too long a name are refused at once`() throws
  {
    let folder = try TemporaryFolder()
    symlink("circle", "\(folder.path)/circle")
    let long = String(repeating: "x", count: 250)
    for path in ["\(folder.path)/circle", "-", "\(folder.path)/\(long)"] {
      #expect(throws: OutputError.self, "\(path)") { try OutputFile(path) }
    }
    #expect("\(OutputError(path: "-", errno: EINVAL))".contains("/dev/stdout"))
    #expect(throws: OutputError.self) { try OutputFolder("-") }
  }

  @Test func `two paths to one file clash, two to one device do not`() throws {
    let folder = try TemporaryFolder()
    let paths = ["\(folder.path)/a", "\(folder.path)/./a", "/dev/null", "/dev/null"]
    let places: [(flag: String, place: OutputPlace)] = try paths.map {
      (flag: "flag", place: try OutputFile($0).place)
    }
    #expect(throws: OutputClash.self) { try OutputClash.check([places[0], places[1]]) }
    try OutputClash.check(Array(places.dropFirst()))
  }

  private static func read(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
