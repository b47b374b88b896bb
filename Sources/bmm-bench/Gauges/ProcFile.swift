/// Reads the kernel's small text files.
enum ProcFile {
  /// The whole text of a file, or nil if it cannot be read.
  static func read(_ path: String) -> String? {
    (try? SourceFile.bytes(of: path)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A number of kilobytes in the kernel's account of this process, as bytes.
  static func status(_ key: String) -> Int {
    for line in (read("/proc/self/status") ?? "").split(separator: "\n") {
      let words = line.split { $0 == " " || $0 == "\t" }
      if words.count == 3, words[0] == key { return (Int(words[1]) ?? 0) * 1_024 }
    }
    preconditionFailure("/proc/self/status does not say \(key)")
  }
}
