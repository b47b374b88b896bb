import World

/// What the service remembers. Every access runs on the database lane, so each one suspends.
///
/// One piece of work on the lane is one statement or one transaction: there is a single writer, and
/// nothing comes between two statements of a piece.
final class Store: @unchecked Sendable {  // The database is used on the lane only.
  /// For tests, which look at the file or break it.
  let database: SQLiteDatabase
  /// How much the cache may hold.
  let cacheBounds: CacheBounds
  private let lane: BlockingLane
  private let cost: Distribution
  private let world: World
  /// Where the database goes at the end; nowhere if nil.
  private let pool: DatabasePool?
  /// When what is over is cleared again, with the first write behind it.
  private var nextSweep = WallTime(seconds: 0)
  /// Told how long each piece of work took, its wait for the lane among it.
  var onAccess: (Duration) -> Void = { _ in }
  /// Told of each piece of work, where somebody watches.
  var watcher: ((DatabaseAccess) -> Void)?
  /// Pieces of work under way, and those that wait.
  var queue: Int { lane.pending }

  /// Opens the database and brings it to today's form; a newer form is left as it is.
  init(
    in world: World, path: String, statementCost: Distribution,
    cacheBounds: CacheBounds = .standard, pool: DatabasePool? = nil
  ) throws(StoreError) {
    // A file is its owner's, and no other service may go on with it.
    self.pool = path == SQLiteDatabase.inMemory ? pool : nil
    if let used = self.pool?.take() { database = used } else { database = try Self.open(path) }
    lane = world.lane("database")
    cost = statementCost
    self.cacheBounds = cacheBounds
    self.world = world
  }

  private static func open(_ path: String) throws(StoreError) -> SQLiteDatabase {
    do {
      let database = try SQLiteDatabase(path: path)
      if path == SQLiteDatabase.inMemory {
        try database.load(try Migrations.image.get())
        return database
      }
      let version = try Migrations.version(of: database)
      guard version <= Migrations.newest else {
        throw StoreError.newerSchema(file: path, version: version, known: Migrations.newest)
      }
      try database.useWriteAheadLog()
      try Migrations.run(on: database)
      return database
    } catch let error as SQLiteError {
      throw .unusable(file: path, error)
    } catch let error as StoreError {
      throw error
    } catch {
      preconditionFailure("an SQLite database threw \(error)")
    }
  }

  /// Throws unless the database can be read.
  func check() async throws {
    try await run { _ = try $0.execute("SELECT count(*) FROM sqlite_schema") }
  }

  /// Ends the lane and closes the database; nothing may be asked for afterwards.
  func close() async {
    _ = try? await run { [pool] database in
      if let pool { pool.keep(database) } else { database.close() }
    }
    lane.close()
  }

  /// Does one piece of work on the lane; its name is that of the function that calls.
  @discardableResult
  func run<Value: Sendable>(
    as name: StaticString = #function,
    _ work: @escaping @Sendable (SQLiteDatabase) throws -> Value
  ) async throws -> Value {
    let piece = Piece(database, work)
    let started = world.now
    await lane.run(cost: cost) { piece.run() }
    onAccess(world.now - started)
    tellWatcher(name, started)
    return try piece.value()
  }

  @inline(never)
  private func tellWatcher(_ name: StaticString, _ started: Instant) {
    guard let watcher else { return }
    watcher(
      DatabaseAccess(
        requestID: ActiveRequest.id, name: name, started: started, ended: world.now))
  }

  /// Work for the lane and what came of it.
  private final class Piece<Value: Sendable>: @unchecked Sendable {  // Read behind the lane.
    private let database: SQLiteDatabase
    private let work: @Sendable (SQLiteDatabase) throws -> Value
    private var result: Result<Value, any Error>?

    init(
      _ database: SQLiteDatabase, _ work: @escaping @Sendable (SQLiteDatabase) throws -> Value
    ) {
      self.database = database
      self.work = work
    }

    @inline(never)
    func run() {
      result = Result { try work(database) }
    }

    @inline(never)
    func value() throws -> Value {
      guard let result else {
        preconditionFailure("a lane said that work is done which it never ran")
      }
      return try result.get()
    }
  }

  /// Does one piece of work that writes, and now and then clears behind it what is over.
  @discardableResult
  func write<Value: Sendable>(
    at now: WallTime, as name: StaticString = #function,
    _ work: @escaping @Sendable (SQLiteDatabase) throws -> Value
  ) async throws -> Value {
    guard now >= nextSweep else { return try await run(as: name, work) }
    nextSweep = now + ServiceLimits.sweepInterval
    let (value, isDone) = try await run(as: name) { database in
      // What keeps the clearing from its end keeps the next write from it too, which then tells.
      (try work(database), (try? Self.sweep(database, at: now)) ?? true)
    }
    if !isDone { nextSweep = now }
    return value
  }
}
