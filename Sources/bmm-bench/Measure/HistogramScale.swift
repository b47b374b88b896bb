/// How a histogram cuts the 64-bit numbers into buckets: exact below 256, then 128 per doubling.
///
/// A bucket is at most 1/128 (0.8 %) of its lower bound wide. The layout is that of HdrHistogram
/// with two significant digits; it is fixed, so that any two histograms can be added.
enum HistogramScale {
  /// The bucket of a value that is not negative.
  static func index(of value: Int64) -> Int {
    precondition(value >= 0, "a histogram holds no negative value, got \(value)")
    guard value >= 256 else { return Int(value) }
    let shift = 56 - value.leadingZeroBitCount  // Leaves the top eight bits: 128 to 255.
    return shift * 128 + Int(value >> Int64(shift))
  }

  /// The lowest and the highest value of a bucket.
  static func bounds(of index: Int) -> ClosedRange<Int64> {
    guard index >= 256 else { return Int64(index)...Int64(index) }
    let shift = index / 128 - 1
    let lower = Int64(index % 128 + 128) << Int64(shift)
    return lower...(lower + ((Int64(1) << Int64(shift)) - 1))
  }
}
