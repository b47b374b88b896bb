import Glibc

/// The folder that results go into; files appear in it whole or not at all.
struct OutputFolder: Sendable {
  /// The path as the user gave it.
  let path: String

  /// Makes the folder, with those above it, and makes sure that files can be written there.
  init(_ path: String) throws(OutputError) {
    self.path = path
    try Self.make(path)
    guard access(path, W_OK) == 0 else { throw OutputError(path: path, errno: errno) }
  }

  /// Writes a file in a subfolder, and returns its path.
  @discardableResult
  func write(
    _ bytes: [UInt8], to name: String, in subfolder: String
  ) throws(OutputError) -> String {
    let folder = "\(path)/\(subfolder)"
    try Self.make(folder)
    let (final, partial) = ("\(folder)/\(name)", "\(folder)/.\(name).partial")
    try Self.write(bytes, to: partial)
    // A reader sees the old file or the new one, never a part.
    guard rename(partial, final) == 0 else { throw OutputError(path: final, errno: errno) }
    return final
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

  private static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError(path: path, errno: errno) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else {
        let reason = errno
        unlink(path)
        throw OutputError(path: path, errno: reason)
      }
      rest = rest.dropFirst(count)
    }
  }
}

/// Why results cannot be written.
struct OutputError: Error, Equatable, CustomStringConvertible {
  let path: String
  let errno: Int32

  var description: String {
    let reason = String(cString: strerror(errno))
    return "\(path) cannot be written: \(reason); choose another place"
  }
}
