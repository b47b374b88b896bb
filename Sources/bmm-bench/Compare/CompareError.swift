/// Why two results cannot be compared.
enum CompareError: Error, Equatable, CustomStringConvertible {
  /// They are of different things.
  case differs(what: String, files: [String], values: [String])
  /// One of them was broken off.
  case partial(file: String)
  /// One of them is a part of a run.
  case shard(file: String, Int, Int)
  /// Two folders have no scenario in common.
  case nothingInCommon(String, String)
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
    case .nothingInCommon(let one, let other):
      "\(one) and \(other) have no scenario in common"
    case .empty(let folder): "\(folder) has no result.json, neither itself nor in its folders"
    }
  }
}
