import CSQLite

/// One connection to an SQLite database, with its prepared statements.
///
/// It blocks, so it is used on a database lane only, where one piece of work follows the other.
final class SQLiteDatabase: @unchecked Sendable {  // Confined to its lane after it is made.
  /// The path of a database that is in memory only.
  static let inMemory = ":memory:"

  private var handle: OpaquePointer?
  /// Statements by their text; each is compiled once.
  private var statements: [StatementText: SQLiteStatement] = [:]

  /// Opens or makes a file, or a database in memory for `:memory:`.
  init(path: String) throws(SQLiteError) {
    let flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK else {
      let error = SQLiteError(code: code, text: Self.message(handle), action: "open \(path)")
      sqlite3_close(handle)
      handle = nil
      throw error
    }
    sqlite3_busy_timeout(handle, ServiceLimits.databaseBusyMilliseconds)
    // Without the right to write, SQLite opens for reading and says so with the first change.
    guard sqlite3_db_readonly(handle, "main") == 0 else {
      throw SQLiteError(
        code: SQLITE_READONLY, text: "attempt to write a readonly database", action: "open \(path)")
    }
    try execute("PRAGMA foreign_keys = ON")
  }

  /// Writes by a log beside the file from now on; the file keeps that.
  ///
  /// Readers and the writer do not block each other. What is committed survives the death of the
  /// process at any moment; with NORMAL, the last commits may be lost when the whole machine dies,
  /// but never the order or the integrity (sqlite.org/pragma.html#pragma_synchronous). FULL would
  /// wait for the disk at each commit. In memory SQLite leaves both as they are.
  func useWriteAheadLog() throws(SQLiteError) {
    try execute("PRAGMA journal_mode = WAL")
    try execute("PRAGMA synchronous = NORMAL")
  }

  // MARK: Images

  /// All of the database as the bytes of a file.
  var image: [UInt8] {
    var size: sqlite3_int64 = 0
    guard let bytes = sqlite3_serialize(handle, "main", &size, 0) else { return [] }
    defer { sqlite3_free(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: Int(size)))
  }

  /// Replaces a database in memory by an image, which takes a hundredth of building it anew.
  func load(_ image: [UInt8]) throws(SQLiteError) {
    guard let copy = sqlite3_malloc64(UInt64(image.count)) else {
      throw SQLiteError(code: SQLITE_NOMEM, text: "out of memory", action: "load an image")
    }
    image.withUnsafeBytes {
      copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count)
    }
    let size = sqlite3_int64(image.count)
    // It frees the copy itself, also when it fails.
    let code = sqlite3_deserialize(
      handle, "main", copy.assumingMemoryBound(to: UInt8.self), size, size,
      UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE))
    guard code == SQLITE_OK else {
      throw SQLiteError(code: code, text: Self.message(handle), action: "load an image")
    }
  }

  /// The same connection with its statements, for another user; this one is closed from now on.
  func handOver() -> SQLiteDatabase {
    let heir = SQLiteDatabase(handle, statements)
    handle = nil
    statements.removeAll()
    return heir
  }

  private init(_ handle: OpaquePointer?, _ statements: [StatementText: SQLiteStatement]) {
    self.handle = handle
    self.statements = statements
  }

  // MARK: The end

  deinit { close() }

  /// Gives up the statements and the connection; a second time it does nothing.
  func close() {
    statements.removeAll()
    sqlite3_close_v2(handle)
    handle = nil
  }

  /// Runs a statement and returns all its rows; `values` stand for its question marks.
  @discardableResult
  func execute(
    _ sql: String, _ values: [SQLiteValue] = []
  ) throws(SQLiteError) -> [[SQLiteValue]] {
    try statement(sql).run(values)
  }

  /// Runs a statement and returns the first column of its first row, or null without one.
  func value(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError) -> SQLiteValue {
    try execute(sql, values).first?.first ?? .null
  }

  /// Runs `body` as a whole or not at all.
  @discardableResult
  func transaction<Value>(
    _ body: () throws(SQLiteError) -> Value
  ) throws(SQLiteError) -> Value {
    try execute("BEGIN IMMEDIATE")
    do {
      let value = try body()
      try execute("COMMIT")
      return value
    } catch {
      // The first error is the one to report; SQLite may have rolled back already.
      _ = try? execute("ROLLBACK")
      throw error
    }
  }

  private func statement(_ sql: String) throws(SQLiteError) -> SQLiteStatement {
    guard let handle else {
      throw SQLiteError(code: SQLITE_MISUSE, text: "the database is closed", action: sql)
    }
    let text = StatementText(sql: sql)
    if let statement = statements[text] { return statement }
    let statement = try SQLiteStatement(sql, on: handle)
    statements[text] = statement
    return statement
  }

  /// A statement's text, told from others by its length first: to hash all of it would take longer
  /// than to compare, since the same literal lies at the same address.
  private struct StatementText: Hashable {
    let sql: String

    func hash(into hasher: inout Hasher) {
      hasher.combine(sql.utf8.count)
    }
  }

  static func message(_ handle: OpaquePointer?) -> String {
    sqlite3_errmsg(handle).map { String(cString: $0) } ?? "out of memory"
  }
}
