import Glibc

/// A database file of one test, with what SQLite puts beside it.
struct DatabaseFile {
  let path: String

  init(_ name: String) {
    path = "/tmp/bmm-service-tests-\(getpid())-\(name).db"
  }

  func remove() {
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }
}
