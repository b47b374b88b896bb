/// Why results cannot be merged, and what to do.
enum MergeError: Error, Equatable, CustomStringConvertible {
  /// Two results are not of the same thing.
  case differs(what: String, files: [String], values: [String])
  /// Two results hold the same requests.
  case overlap(what: String, files: [String])
  /// Parts of the whole are not there.
  case gap(missing: [Int], count: Int)
  /// A run was broken off.
  case partial(file: String)

  var description: String {
    switch self {
    case .differs(let what, let files, let values):
      "\(files[0]) and \(files[1]) differ in \(what): \(values[0]) and \(values[1]); only results "
        + "of one scenario, world and program can be merged"
    case .overlap(let what, let files):
      "\(files[0]) and \(files[1]) both hold \(what): leave one of them out, or its requests would "
        + "count twice"
    case .gap(let missing, let count):
      missing.count == 1
        ? "shard \(missing[0]) of \(count) is missing: run it, or merge what is there with "
          + "--partial"
        : "shards \(NearestName.listed(missing.map(String.init))) of \(count) are missing: run "
          + "them, or merge what is there with --partial"
    case .partial(let file):
      "\(file) was broken off, so that its requests are not all there: run it again, or merge it "
        + "with --partial"
    }
  }
}
