import CSQLite

/// Why a database cannot be used from the start; nothing in it was changed.
package enum StoreError: Error, Equatable, CustomStringConvertible {
  /// A newer release has written the file.
  case newerSchema(file: String, version: Int, known: Int)
  /// SQLite cannot work with the file.
  case unusable(file: String, SQLiteError)

  package var description: String {
    switch self {
    case .newerSchema(let file, let version, let known):
      "\(file) has schema version \(version), this release knows versions up to \(known): "
        + "start the newer release, or name another file"
    case .unusable(let file, let error): "\(file): \(Self.advice(error)) (\(error))"
    }
  }

  private static func advice(_ error: SQLiteError) -> String {
    switch error.primaryCode {
    case SQLITE_CANTOPEN: "cannot be opened: its folder must exist and be writable"
    case SQLITE_READONLY, SQLITE_PERM:
      "may only be read: the service must be allowed to write the file and its folder"
    case SQLITE_BUSY, SQLITE_LOCKED: "is held by another process: end that one first"
    case SQLITE_NOTADB: "is no SQLite database: name another file"
    case SQLITE_CORRUPT: "is damaged: put a backup in its place"
    case SQLITE_FULL: "cannot grow: make room on its disk"
    default: "cannot be used"
    }
  }
}
