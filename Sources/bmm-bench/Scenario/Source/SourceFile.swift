import Glibc

/// Reads scenario files from disk.
enum SourceFile {
  /// Reads and parses one file; the error of the system becomes the message if that fails.
  static func read(_ path: String) throws(ScenarioError) -> SourceNode {
    try JSON5Parser.parse(try bytes(of: path), file: path)
  }

  /// The bytes of a file, up to a little more than `limit`.
  static func bytes(
    of path: String, limit: Int = BenchLimits.sourceBytesMax
  ) throws(ScenarioError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    // One chunk above the limit is enough for the reader to refuse the file by its size.
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }

  private static func failure(_ path: String) -> ScenarioError {
    let reason = String(cString: strerror(errno))
    return ScenarioError(file: path, position: nil, message: "cannot be read: \(reason)")
  }
}
