import CSQLite

/// One compiled statement, which can be run again and again.
final class SQLiteStatement {
  private let sql: String
  private let database: OpaquePointer
  private var handle: OpaquePointer?

  init(_ sql: String, on database: OpaquePointer) throws(SQLiteError) {
    self.sql = sql
    self.database = database
    let code = sqlite3_prepare_v3(
      database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK else { throw error(code) }
  }

  deinit { sqlite3_finalize(handle) }

  /// Runs the statement with these values and returns its rows.
  func run(_ values: [SQLiteValue]) throws(SQLiteError) -> [[SQLiteValue]] {
    precondition(
      values.count == Int(sqlite3_bind_parameter_count(handle)),
      "\(values.count) values were given to: \(sql)")
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    for (index, value) in values.enumerated() { try bind(value, at: Int32(index + 1)) }
    var rows: [[SQLiteValue]] = []
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: rows.append(row())
      case SQLITE_DONE: return rows
      case let code: throw error(code)
      }
    }
  }

  private func bind(_ value: SQLiteValue, at index: Int32) throws(SQLiteError) {
    let code: Int32
    switch value {
    case .null: code = sqlite3_bind_null(handle, index)
    case .integer(let number): code = sqlite3_bind_int64(handle, index, number)
    case .text(let text):
      code = sqlite3_bind_text(
        handle, index, text, Int32(text.utf8.count), bmm_sqlite_transient())
    case .blob(let bytes) where bytes.isEmpty: code = sqlite3_bind_zeroblob(handle, index, 0)
    case .blob(let bytes):
      code = sqlite3_bind_blob(
        handle, index, bytes, Int32(bytes.count), bmm_sqlite_transient())
    }
    guard code == SQLITE_OK else { throw error(code) }
  }

  private func row() -> [SQLiteValue] {
    (0..<sqlite3_column_count(handle)).map(column)
  }

  private func column(_ index: Int32) -> SQLiteValue {
    let type = sqlite3_column_type(handle, index)
    if type == SQLITE_NULL { return .null }
    if type == SQLITE_INTEGER { return .integer(sqlite3_column_int64(handle, index)) }
    // The pointer first: asking for it may convert the value and so change its length.
    let bytes = sqlite3_column_blob(handle, index)
    let view = UnsafeRawBufferPointer(
      start: bytes, count: bytes == nil ? 0 : Int(sqlite3_column_bytes(handle, index)))
    return type == SQLITE_BLOB ? .blob(Array(view)) : .text(String(decoding: view, as: UTF8.self))
  }

  private func error(_ code: Int32) -> SQLiteError {
    SQLiteError(code: code, text: SQLiteDatabase.message(database), action: sql)
  }
}
