/// Reads the kernel's small text files.
enum ProcFile {
  /// The whole text of a file, or nil if it cannot be read.
  static func read(_ path: String) -> String? {
    (try? SourceFile.bytes(of: path)).map { String(decoding: $0, as: UTF8.self) }
  }
}
