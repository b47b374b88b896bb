import Glibc

/// A file to be written at the end of long work; whatever is wrong with its path is known before.
struct OutputFile: Sendable {
  /// What its path leads to.
  let place: OutputPlace
  private let path: String

  /// Makes the folder of the file, with those above it.
  init(_ path: String) throws(OutputError) {
    self.path = path
    place = try OutputPlace(path)
    guard case .file(let folder, let name) = place else { return }
    _ = try OutputFolder(folder)
    var status = stat()
    guard lstat(Self.partial(folder, name), &status) == 0 || errno == ENOENT else {
      throw OutputError(path: path, errno: errno)
    }
  }

  /// Writes the file: a reader sees the old one or the new one, never a part. Into a pipe or a
  /// device the bytes go as they are.
  func write(_ bytes: [UInt8]) throws(OutputError) {
    switch place {
    case .file(let folder, let name): try replace(name, in: folder, by: bytes)
    case .descriptor(let number): try pass(bytes, to: number)
    case .stream(let stream):
      let descriptor = open(stream, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw OutputError(path: path, errno: errno) }
      defer { close(descriptor) }
      try pass(bytes, to: descriptor)
    }
  }

  private static func partial(_ folder: String, _ name: String) -> String {
    "\(folder)/.\(name).partial"
  }

  private func replace(
    _ name: String, in folder: String, by bytes: [UInt8]
  ) throws(OutputError) {
    _ = try OutputFolder(folder)
    let partial = Self.partial(folder, name)
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError(path: path, errno: errno) }
    let reason = WholeWrite.write(bytes, to: descriptor)
    // Some file systems say only now that there was no room.
    let closed = close(descriptor) == 0 ? nil : errno
    if let reason = reason ?? closed {
      unlink(partial)
      throw OutputError(path: path, errno: reason)
    }
    guard rename(partial, "\(folder)/\(name)") == 0 else {
      throw OutputError(path: path, errno: errno)
    }
  }

  /// A reader that has seen enough may leave, as one of standard output may.
  private func pass(_ bytes: [UInt8], to descriptor: Int32) throws(OutputError) {
    let before = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, before) }
    guard let reason = WholeWrite.write(bytes, to: descriptor), reason != EPIPE else { return }
    throw OutputError(path: path, errno: reason)
  }
}
