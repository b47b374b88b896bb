import CSQLite
import Glibc
import Testing
import Wire
import World

@testable import Service

/// A database that cannot be used: a clear message at the start, a clear answer while it runs.
@Suite struct StorageFailureTests {
  private let file = DatabaseFile("failure")

  // MARK: At the start

  private func refusal(_ path: String) throws -> StoreError {
    let world = World("service", on: .simulated(SimOptions(seed: 1)))
    return try #require(throws: StoreError.self) {
      try Store(in: world, path: path, statementCost: .constant(0))
    }
  }

  private func expect(
    _ error: StoreError, _ code: Int32, _ advice: String,
    _ location: SourceLocation = #_sourceLocation
  ) {
    guard case .unusable(let path, let cause) = error else {
      Issue.record(error, sourceLocation: location)
      return
    }
    #expect(cause.primaryCode == code, sourceLocation: location)
    #expect("\(error)".hasPrefix("\(path): \(advice) ("), "\(error)", sourceLocation: location)
  }

  @Test func `a folder that is missing`() throws {
    expect(
      try refusal("/tmp/absent-\(getpid())/bmm.db"), SQLITE_CANTOPEN,
      "cannot be opened: its folder must exist and be writable")
  }

  @Test func `a file that is no database, which stays as it is`() throws {
    defer { file.remove() }
    let letter = Array(String(repeating: "Dear Ada, ", count: 500).utf8)
    file.write(letter)
    expect(try refusal(file.path), SQLITE_NOTADB, "is no SQLite database: name another file")
    #expect(file.bytes == letter)
  }

  @Test func `a file that was cut`() throws {
    defer { file.remove() }
    let database = try SQLiteDatabase(path: file.path)
    for statement in Migrations.steps[0] { try database.execute(statement) }
    database.close()
    file.write(Array(file.bytes.prefix(6000)))
    expect(try refusal(file.path), SQLITE_CORRUPT, "is damaged: put a backup in its place")
  }

  @Test func `a file that another process holds`() throws {
    defer { file.remove() }
    let holder = try SQLiteDatabase(path: file.path)
    defer { holder.close() }
    try holder.execute("CREATE TABLE t (k)")
    try holder.execute("BEGIN EXCLUSIVE")
    expect(try refusal(file.path), SQLITE_BUSY, "is held by another process: end that one first")
  }

  @Test(arguments: [
    (0o444, 0o755),  // The file may only be read.
    (0o444, 0o555),  // Nor may anything be put beside it.
  ])
  func `a file that may only be read`(file mode: Int, folder: Int) throws {
    let path = "/tmp/bmm-service-tests-\(getpid())-readonly-\(folder)"
    mkdir(path, 0o755)
    let database = try SQLiteDatabase(path: path + "/bmm.db")
    try Migrations.run(on: database)
    database.close()
    chmod(path + "/bmm.db", mode_t(mode))
    chmod(path, mode_t(folder))
    defer {
      unlink(path + "/bmm.db")
      rmdir(path)
    }
    let error = try Nobody.doing { try refusal(path + "/bmm.db") }
    expect(
      error, SQLITE_READONLY,
      "may only be read: the service must be allowed to write the file and its folder")
  }

  @Test func `a folder in which nothing may be written`() throws {
    let path = "/tmp/bmm-service-tests-\(getpid())-closed"
    mkdir(path, 0o555)
    defer { rmdir(path) }
    let error = try Nobody.doing { try refusal(path + "/bmm.db") }
    expect(error, SQLITE_CANTOPEN, "cannot be opened: its folder must exist and be writable")
  }

  // MARK: While it runs

  /// What breaks a database under a running service, and SQLite's words for it.
  enum Breakage: String, CaseIterable {
    case locked = "database is locked"
    case full = "database or disk is full"
    case readOnly = "attempt to write a readonly database"

    /// Breaks it, and returns what holds it that way.
    func strike(_ store: Store, _ path: String) async throws -> SQLiteDatabase {
      let intruder = try SQLiteDatabase(path: path)
      switch self {
      case .locked:
        // The lane would really wait, in the simulation too.
        try await store.run { try $0.execute("PRAGMA busy_timeout = 0") }
        try intruder.execute("BEGIN IMMEDIATE")
      case .full:
        try await store.run { database in
          // SQLite never sets it below what there is, so the next page is one too many.
          try database.execute("PRAGMA max_page_count = 1")
          Self.fill(database)
        }
      case .readOnly: try await store.run { try $0.execute("PRAGMA query_only = ON") }
      }
      return intruder
    }

    /// Uses up the room in the pages that there are.
    private static func fill(_ database: SQLiteDatabase) {
      let text = String(repeating: "x", count: 200)
      for (sql, values) in [
        ("INSERT INTO users (email, created_at) VALUES (? || hex(randomblob(9)), 0)", [text]),
        ("INSERT INTO preview_cache VALUES (randomblob(9), ?, 1, 1, 99999999999)", [text]),
      ] {
        while (try? database.execute(sql, values.map { .text($0) })) != nil {}
      }
    }

    func heal(_ store: Store, _ intruder: SQLiteDatabase) async throws {
      intruder.close()
      try await store.run { database in
        try database.execute("PRAGMA max_page_count = 1000000")
        try database.execute("PRAGMA query_only = OFF")
      }
    }
  }

  @Test(arguments: Breakage.allCases)
  func `who has to be written down is told to come again, and who has not is served`(
    breakage: Breakage
  ) throws {
    defer { file.remove() }
    let path = file.path
    let services = Box<[PreviewService]>([])
    var stage = Stage(.today) { $0.databasePath = path }
    stage.serving = { services.value.append($0) }
    let result = try stage.run(Stage.longScript) { client in
      let store = services.value[0].parts.store
      let kept = try await client.preview()
      let intruder = try await breakage.strike(store, path)

      let login = try await client.logIn(Self.longEmail)
      #expect(login.status == 503)
      #expect(login.json?["error"]?.stringValue == "storage_unavailable")
      #expect(login.fields["retry-after"] == "5")
      #expect(login.fields["access-control-allow-origin"] == StageClient.origin)
      #expect(!login.body.contains("database"))
      #expect(try await client.me("token-of-team").status == 200)
      let cached = try await client.preview()
      #expect(cached.json?["cached"] == .bool(true))
      #expect(cached.json?["spec"] == kept.json?["spec"])

      try await breakage.heal(store, intruder)
      #expect(try await client.logIn(Self.longEmail).status == 200)
      let rows = try await store.run { try $0.execute("PRAGMA integrity_check") }
      #expect(rows == [[.text("ok")]])
    }
    let line = result.log.first { $0.event == "request_failed" }
    #expect(line?["reason"]?.stringValue?.contains(breakage.rawValue) == true)
  }

  @Test(arguments: Breakage.allCases)
  func `a cache that cannot be written costs money, but no preview`(breakage: Breakage) throws {
    defer { file.remove() }
    let path = file.path
    let services = Box<[PreviewService]>([])
    var stage = Stage(.opusSync) {
      $0.databasePath = path
      $0.knownBugs = []
    }
    stage.serving = { services.value.append($0) }
    let result = try stage.run(Stage.longScript) { client in
      let store = services.value[0].parts.store
      let intruder = try await breakage.strike(store, path)
      for _ in 1...2 {
        let answer = try await client.preview()
        #expect(answer.status == 200)
        #expect(answer.json?["cached"] == .bool(false))
      }
      try await breakage.heal(store, intruder)
    }
    #expect(result.calls.count == 2)
    let lines = result.log.filter { $0.event == "preview_cache_failed" }
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0["reason"]?.stringValue?.contains(breakage.rawValue) == true })
    #expect(result.outcomes.map(\.event) == ["preview_spec_ready", "preview_spec_ready"])
  }

  /// As long as can be, so that it needs a page of its own more often.
  private static let longEmail =
    #"{"email":"\#(String(repeating: "a", count: 64))@\#(String(repeating: "b", count: 180))"}"#
}

/// Access to files as a user without rights, since tests may run as one with all of them.
enum Nobody {
  /// Runs a part with the rights of nobody; for files this counts in the calling thread only.
  static func doing<Value>(_ body: () throws -> Value) throws -> Value {
    typealias Switch = @convention(c) (UInt32) -> Int32
    let symbol = try #require(dlsym(nil, "setfsuid"))
    let setFileUser = unsafeBitCast(symbol, to: Switch.self)
    let before = setFileUser(65_534)
    defer { _ = setFileUser(UInt32(bitPattern: before)) }
    return try body()
  }
}
