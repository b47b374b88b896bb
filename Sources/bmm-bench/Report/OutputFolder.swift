import Glibc

/// The folder that results go into; files appear in it whole or not at all.
struct OutputFolder: Sendable {
  /// The path as the user gave it.
  let path: String

  /// Makes the folder, with those above it, and makes sure that files can be written there.
  init(_ path: String) throws(OutputError) {
    self.path = path
    guard path != "-" else { throw OutputError(path: path, errno: EINVAL) }
    try Self.make(path)
    guard access(path, W_OK) == 0 else { throw OutputError(path: path, errno: errno) }
  }

  /// Writes a file in a subfolder, and returns its path.
  @discardableResult
  func write(
    _ bytes: [UInt8], to name: String, in subfolder: String
  ) throws(OutputError) -> String {
    let path = "\(path)/\(subfolder)/\(name)"
    try OutputFile(path).write(bytes)
    return path
  }

  /// Makes sure that a file in a subfolder can be written; one that is not there is not made.
  func check(_ name: String, in subfolder: String) throws(OutputError) {
    guard access("\(path)/\(subfolder)", F_OK) == 0 else { return }
    _ = try OutputFile("\(path)/\(subfolder)/\(name)")
  }

  private static func make(_ path: String) throws(OutputError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part + "/"
      guard mkdir(made, 0o755) != 0, errno != EEXIST else { continue }
      // Somebody else's folder on the way is no obstacle as long as it exists.
      let reason = errno
      if access(made, F_OK) != 0 { throw OutputError(path: made, errno: reason) }
    }
    var status = stat()
    guard stat(path, &status) == 0 else { throw OutputError(path: path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw OutputError(path: path, errno: ENOTDIR) }
  }
}

/// Why results cannot be written.
struct OutputError: Error, Equatable, CustomStringConvertible {
  let path: String
  let errno: Int32

  var description: String {
    guard path != "-" else {
      return "- cannot be written: it is no name; write /dev/stdout for standard output"
    }
    let reason = String(cString: strerror(errno))
    return "\(path) cannot be written: \(reason); choose another place"
  }
}
