extension PreviewService {
  /// Tells of each access to the database from now on, and for which request it was.
  package func watchDatabase(_ onAccess: @escaping (DatabaseAccess) -> Void) {
    parts.store.watcher = onAccess
  }

  /// Pieces of work that wait for the database, or are in it.
  package var databaseQueue: Int { parts.store.queue }
}
