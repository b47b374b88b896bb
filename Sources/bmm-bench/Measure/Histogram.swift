/// Counts of values that are not negative (nanoseconds, tokens), which can be merged exactly.
///
/// Count, smallest, largest and mean are exact; a quantile is off by 0.8 % at most. Each bucket
/// keeps the sum of its values, so where all values of a bucket are equal – as in virtual time they
/// often are – the quantile is exact too, and a bound of 20 ms holds for gaps of 20 ms.
struct Histogram: Equatable, Sendable {
  /// The values between two bounds.
  struct Bucket: Equatable, Sendable {
    /// The lowest and the highest value that would be counted here.
    let bounds: ClosedRange<Int64>
    /// How many values were.
    let count: Int
    /// Their exact sum.
    let sum: Int128
  }

  /// How many values were recorded.
  private(set) var count = 0
  /// The exact sum of all values.
  private(set) var sum: Int128 = 0
  /// The smallest value; nil while there is none.
  private(set) var min: Int64?
  /// The largest value; nil while there is none.
  private(set) var max: Int64?

  // Only buckets in use, by their index. So memory follows the number of different values, of which
  // a request that is kept to the end has few, and equal contents are equal structs.
  private var cells: [Cell] = []

  private struct Cell: Equatable {
    let index: Int32
    var count: Int
    var sum: Int128
  }

  /// A histogram without values.
  init() {}

  /// Counts a value, once or several times.
  mutating func record(_ value: Int64, count times: Int = 1) {
    precondition(times >= 0, "a value cannot be recorded \(times) times")
    guard times > 0 else { return }
    let total = Int128(value) * Int128(times)
    add(count: times, sum: total, at: HistogramScale.index(of: value))
    widen(to: value...value)
  }

  /// Adds all values of another histogram; the result is as if they had been recorded here.
  mutating func merge(_ other: Histogram) {
    guard let otherMin = other.min, let otherMax = other.max else { return }
    for cell in other.cells { add(count: cell.count, sum: cell.sum, at: Int(cell.index)) }
    widen(to: otherMin...otherMax)
  }

  /// The exact mean; nil while there is no value.
  var mean: Double? {
    count == 0 ? nil : Double(sum) / Double(count)
  }

  /// The value below or at which the share `q` (0 to 1) of all values lies; nil without values.
  ///
  /// The rank is `q · count` rounded up (nearest rank), as in HdrHistogram.
  func quantile(_ q: Double) -> Int64? {
    precondition((0...1).contains(q), "a quantile is 0 to 1, got \(q)")
    guard let min, let max else { return nil }
    let exactRank = q * Double(count)
    // 0.07 · 100 is a little above 7 in binary; without the margin the rank would be 8.
    let rank = Int((exactRank - exactRank * 1e-12).rounded(.up))
    if rank <= 1 { return min }
    if rank >= count { return max }
    var passed = 0
    for cell in cells {
      passed += cell.count
      if passed >= rank { return Self.representative(of: cell) }
    }
    preconditionFailure("the buckets hold fewer values than were counted")
  }

  /// The buckets in use, from low to high, for export.
  var buckets: [Bucket] {
    cells.map { cell in
      let bounds = HistogramScale.bounds(of: Int(cell.index))
      return Bucket(bounds: bounds, count: cell.count, sum: cell.sum)
    }
  }
}

extension Histogram {
  /// Rebuilds an exported histogram; nil if the parts contradict each other.
  init?(buckets: [Bucket], min: Int64?, max: Int64?) {
    guard let first = buckets.first, let last = buckets.last, let min, let max else {
      guard buckets.isEmpty, min == nil, max == nil else { return nil }
      return
    }
    var below: Int64 = -1
    for bucket in buckets {
      guard bucket.bounds.lowerBound > below, Self.isPossible(bucket) else { return nil }
      below = bucket.bounds.upperBound
      let index = HistogramScale.index(of: bucket.bounds.lowerBound)
      add(count: bucket.count, sum: bucket.sum, at: index)
    }
    guard min <= max, first.bounds.contains(min), last.bounds.contains(max) else { return nil }
    widen(to: min...max)
  }

  private static func isPossible(_ bucket: Bucket) -> Bool {
    let index = HistogramScale.index(of: bucket.bounds.lowerBound)
    guard bucket.count > 0, HistogramScale.bounds(of: index) == bucket.bounds else { return false }
    let least = Int128(bucket.bounds.lowerBound) * Int128(bucket.count)
    let most = Int128(bucket.bounds.upperBound) * Int128(bucket.count)
    return (least...most).contains(bucket.sum)
  }

  /// The mean of a bucket's values, rounded: inside the bucket, and exact if all are equal.
  private static func representative(of cell: Cell) -> Int64 {
    Int64((cell.sum + Int128(cell.count / 2)) / Int128(cell.count))
  }

  private mutating func add(count times: Int, sum total: Int128, at index: Int) {
    let (index, place) = (Int32(index), place(of: Int32(index)))
    if place < cells.count, cells[place].index == index {
      cells[place].count += times
      cells[place].sum += total
    } else {
      cells.insert(Cell(index: index, count: times, sum: total), at: place)
    }
    count += times
    sum += total
  }

  /// Where the cell of an index stands, or would stand.
  private func place(of index: Int32) -> Int {
    var (low, high) = (0, cells.count)
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].index < index { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func widen(to range: ClosedRange<Int64>) {
    min = Swift.min(min ?? range.lowerBound, range.lowerBound)
    max = Swift.max(max ?? range.upperBound, range.upperBound)
  }
}
