import Glibc

/// A file to be written at the end of long work; whatever is wrong with its path is known before.
struct OutputFile: Sendable {
  private let folder: OutputFolder
  private let name: String

  /// Makes the folder of the file, with those above it.
  init(_ path: String) throws(OutputError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    name = String(parts.last ?? "")
    let above = parts.dropLast().joined(separator: "/")
    folder = try OutputFolder(parts.count == 1 ? "." : above.isEmpty ? "/" : above)
    var status = stat()
    let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    guard !name.isEmpty, !isFolder else { throw OutputError(path: path, errno: EISDIR) }
  }

  /// Writes the file; a reader sees the old one or the new one, never a part.
  func write(_ bytes: [UInt8]) throws(OutputError) {
    try folder.write(bytes, to: name, in: ".")
  }
}
