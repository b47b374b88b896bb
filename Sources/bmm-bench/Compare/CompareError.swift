/// Why two results cannot be compared.
enum CompareError: Error, Equatable, CustomStringConvertible {
  /// They are of different things.
  case differs(what: String, files: [String], values: [String])
  /// One of them was broken off.
  case partial(file: String)
  /// One of them is a part of a run.
  case shard(file: String, Int, Int)
  /// One of them is of a single run, the other of several seeds: maxima and tails of a pool are not
  /// those of a run.
  case repetitions(files: [String], counts: [Int])
  /// Two folders have no scenario in common.
  case nothingInCommon(String, String)
  /// One result is wanted, and a folder has more.
  case several(files: [String])
  /// A folder has no results.
  case empty(folder: String)

  var description: String {
    switch self {
    case .differs(let what, let files, let values):
      "\(files[0]) and \(files[1]) differ in \(what): \(values[0]) and \(values[1]); their figures "
        + "are of different things (--force compares them in spite of that)"
    case .partial(let file):
      "\(file) was broken off: its figures are of a first part (--force compares it in spite of "
        + "that)"
    case .shard(let file, let index, let count):
      "\(file) is shard \(index)/\(count): merge all of them first (bmm-bench merge)"
    case .repetitions(let files, let counts):
      "\(files[0]) holds \(counts[0]) and \(files[1]) holds \(counts[1]) seeds: give both several "
        + "(run --seeds N --out DIR), or one each (--force compares them in spite of that)"
    case .nothingInCommon(let one, let other):
      "\(one) and \(other) have no scenario in common"
    case .several(let files):
      "there is more than one result: name one of \(NearestName.listed(files))"
    case .empty(let folder): "\(folder) has no result.json, neither itself nor in its folders"
    }
  }
}
