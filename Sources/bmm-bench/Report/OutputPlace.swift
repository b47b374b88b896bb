import Glibc

/// What the path of an output leads to: a file of its own, or something that is written into.
enum OutputPlace: Sendable, Equatable {
  /// A regular file, or one that is not there yet; behind all links.
  case file(folder: String, name: String)
  /// A pipe or a device, which stays what it is.
  case stream(String)
  /// What this process has open already, such as `/dev/fd/63` and `/dev/stdout`.
  case descriptor(Int32)

  /// Links that are followed, as many as the kernel follows (path_resolution(7)).
  private static let linksMax = 40

  /// Looks where a path leads; what can be written nowhere is refused.
  init(_ path: String) throws(OutputError) {
    guard path != "-" else { throw OutputError(path: path, errno: EINVAL) }
    var place = path
    for _ in 0..<Self.linksMax {
      if let number = Self.descriptor(place) {
        guard Self.isWritable(number) else { throw OutputError(path: path, errno: EBADF) }
        self = .descriptor(number)
        return
      }
      guard let target = Self.target(of: place) else {
        self = try Self.end(of: place, for: path)
        return
      }
      place = target.hasPrefix("/") ? target : "\(Self.split(place).folder)/\(target)"
    }
    throw OutputError(path: path, errno: ELOOP)
  }

  /// The same for all paths to one file; nil for what several outputs may be written into.
  var identity: String? {
    guard case .file(let folder, let name) = self else { return nil }
    guard let resolved = realpath(folder, nil) else { return "\(folder)/\(name)" }
    defer { free(resolved) }
    return "\(String(cString: resolved))/\(name)"
  }

  /// What stands at a path that is no link.
  private static func end(of place: String, for path: String) throws(OutputError) -> OutputPlace {
    let (folder, name) = split(place)
    guard !["", ".", ".."].contains(name) else { throw OutputError(path: path, errno: EISDIR) }
    var status = stat()
    // What is not there can be made; whoever makes it says what stands in the way.
    guard stat(place, &status) == 0 else { return .file(folder: folder, name: name) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(folder: folder, name: name)
    case S_IFDIR: throw OutputError(path: path, errno: EISDIR)
    case S_IFSOCK: throw OutputError(path: path, errno: ENXIO)
    default:
      guard access(place, W_OK) == 0 else { throw OutputError(path: path, errno: errno) }
      return .stream(place)
    }
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let above = parts.dropLast().joined(separator: "/")
    return (parts.count < 2 ? "." : above.isEmpty ? "/" : above, String(parts.last ?? ""))
  }

  /// The number in a path to a descriptor of this process: a file behind it is written on, too.
  private static func descriptor(_ path: String) -> Int32? {
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }

  private static func isWritable(_ descriptor: Int32) -> Bool {
    let flags = fcntl(descriptor, F_GETFL)
    return flags >= 0 && flags & O_ACCMODE != O_RDONLY
  }

  /// Where a link leads; nil for what is no link.
  private static func target(of path: String) -> String? {
    var name = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &name, name.count)
    guard count > 0 else { return nil }
    return String(decoding: name.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// Two outputs of a command that lead to one file, where only the last would be left.
struct OutputClash: Error, Equatable, CustomStringConvertible {
  let flags: [String]
  let path: String

  var description: String {
    "--\(flags[0]) and --\(flags[1]) lead to one file, \(path): give each a file of its own"
  }

  /// Refuses outputs, by the flags that ask for them, of which two are one file.
  static func check(_ outputs: [(flag: String, place: OutputPlace)]) throws(OutputClash) {
    for (index, output) in outputs.enumerated() {
      guard let path = output.place.identity,
        let other = outputs[..<index].first(where: { $0.place.identity == path })
      else { continue }
      throw OutputClash(flags: [other.flag, output.flag], path: path)
    }
  }
}
