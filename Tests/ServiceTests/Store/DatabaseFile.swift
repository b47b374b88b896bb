import Glibc
import Synchronization

/// A database file of one test, with what SQLite puts beside it.
struct DatabaseFile {
  let path: String
  private static let count = Atomic<Int>(0)

  init(_ name: String) {
    let number = Self.count.add(1, ordering: .relaxed).newValue
    path = "/tmp/bmm-service-tests-\(getpid())-\(number)-\(name).db"
  }

  func remove() {
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }

  /// All bytes of the file itself.
  var bytes: [UInt8] { Self.read(path) ?? [] }

  /// Puts other bytes into the file.
  func write(_ bytes: [UInt8]) { Self.write(bytes, to: path) }

  /// What is on the disk when the process has died: file and log, but no shared memory.
  func copyAsFound(to other: DatabaseFile) {
    for suffix in ["", "-wal"] {
      if let bytes = Self.read(path + suffix) { Self.write(bytes, to: other.path + suffix) }
    }
  }

  private static func read(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while case let count = Glibc.read(file, &piece, piece.count), count > 0 {
      bytes += piece[..<count]
    }
    return bytes
  }

  private static func write(_ bytes: [UInt8], to path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(file) }
    let count = Glibc.write(file, bytes, bytes.count)
    precondition(count == bytes.count, "\(path): \(count) of \(bytes.count) bytes were written")
  }
}
