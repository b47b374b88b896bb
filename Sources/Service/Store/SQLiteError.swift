import CSQLite

/// Why SQLite did not do what it was asked.
package struct SQLiteError: Error, Equatable, CustomStringConvertible {
  /// SQLite's extended result code (sqlite.org/rescode.html).
  package let code: Int32
  /// SQLite's own words.
  package let text: String
  /// What was being done: a statement, or the opening of a file.
  package let action: String

  /// An error of those parts.
  package init(code: Int32, text: String, action: String) {
    self.code = code
    self.text = text
    self.action = action
  }

  /// The primary result code: the low byte of the extended one.
  package var primaryCode: Int32 { code & 0xFF }

  /// Whether the database failed us: any other error says that a statement of ours is wrong.
  package var isStorageFailure: Bool {
    switch primaryCode {
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY, SQLITE_PERM, SQLITE_IOERR, SQLITE_CORRUPT,
      SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_PROTOCOL, SQLITE_NOTADB, SQLITE_NOMEM, SQLITE_NOLFS:
      true
    default: false
    }
  }

  package var description: String { "SQLite error \(code) (\(text)) at: \(action)" }
}
