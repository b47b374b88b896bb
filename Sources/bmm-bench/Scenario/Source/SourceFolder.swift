import Glibc

/// Finds files by the folders they lie in.
enum SourceFolder {
  /// The files of a folder whose names end like this, in name order; nil if it is no folder.
  static func files(in path: String, endingIn ending: String) -> [String]? {
    guard let directory = opendir(path) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending) { names.append(name) }
    }
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    return names.sorted().map { "\(folder)/\($0)" }
  }

  /// Whether there is anything at a path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// A path that another file names: it begins in that file's folder unless it is absolute. One
  /// that the command line sets begins where the command does.
  static func path(of name: String, besides file: String) -> String {
    guard !name.hasPrefix("/"), !file.hasPrefix(SourceSetting.mark),
      let slash = file.utf8.lastIndex(of: UInt8(ascii: "/"))
    else {
      return name
    }
    let own = name.hasPrefix("./") ? String(name.dropFirst(2)) : name
    return String(file[...slash]) + own
  }
}
