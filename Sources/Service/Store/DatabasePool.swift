import Synchronization

/// Databases in memory whose services have ended, emptied for those that follow.
///
/// A sweep runs a service thousands of times; to read the schema and compile the statements anew
/// took a third of a small run.
package final class DatabasePool: Sendable {
  private let free = Mutex<[SQLiteDatabase]>([])

  /// A pool that holds nothing yet.
  package init() {}

  /// An empty database of today's form, or nil if there is none.
  func take() -> SQLiteDatabase? {
    free.withLock { $0.popLast() }
  }

  /// Takes a database over from its last user, who has none from then on.
  func keep(_ database: SQLiteDatabase) {
    let own = database.handOver()
    // One that cannot be emptied, or is large, is given up.
    guard (try? own.isSmall()) == true, (try? own.empty()) != nil else { return own.close() }
    free.withLock { free in
      if free.count < ServiceLimits.pooledDatabases { free.append(own) } else { own.close() }
    }
  }
}

extension SQLiteDatabase {
  fileprivate func isSmall() throws(SQLiteError) -> Bool {
    let pages = try value("PRAGMA page_count").integerValue ?? .max
    return pages <= ServiceLimits.pooledPages
  }

  /// Takes all rows out of all tables; who refers to others goes before them.
  fileprivate func empty() throws(SQLiteError) {
    try transaction { () throws(SQLiteError) in
      for table in Migrations.tables { try execute("DELETE FROM \(table)") }
    }
  }
}
