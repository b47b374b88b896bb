import World

/// What the service remembers. Every access runs on the database lane, so each one suspends.
///
/// One piece of work on the lane is one statement or one transaction: there is a single writer, and
/// nothing comes between two statements of a piece.
final class Store: @unchecked Sendable {  // The database is used on the lane only.
  /// For tests, which look at the file or break it.
  let database: SQLiteDatabase
  private let lane: BlockingLane
  private let cost: Distribution
  private let world: World
  /// Told how long each piece of work took, its wait for the lane among it.
  var onAccess: (Duration) -> Void = { _ in }

  /// Opens the database and brings it to today's form.
  init(in world: World, path: String, statementCost: Distribution) throws(SQLiteError) {
    database = try SQLiteDatabase(path: path)
    try Migrations.run(on: database)
    lane = world.lane("database")
    cost = statementCost
    self.world = world
  }

  /// Throws unless the database can be read.
  func check() async throws {
    try await run { _ = try $0.execute("SELECT count(*) FROM sqlite_schema") }
  }

  /// Ends the lane and closes the database; nothing may be asked for afterwards.
  func close() async {
    _ = try? await run { $0.close() }
    lane.close()
  }

  /// Does one piece of work on the lane.
  @discardableResult
  func run<Value: Sendable>(
    _ work: @escaping @Sendable (SQLiteDatabase) throws -> Value
  ) async throws -> Value {
    let database = database
    let started = world.now
    defer { onAccess(world.now - started) }
    return try await lane.run(cost: cost) { try work(database) }
  }
}
