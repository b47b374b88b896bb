import World

/// Values with units. They are texts in the file; a bare number is refused, it has no meaning.
extension SourceValue {
  /// The value as a duration within bounds, from a text such as "95s".
  func duration(
    in range: ClosedRange<Duration> = .zero...BenchLimits.durationMax
  ) throws(ScenarioError) -> Duration {
    let text = try quantityText(units: DurationText.units, example: "95s")
    let duration = try converted { () throws(QuantityError) in try DurationText.parse(text) }
    return try check(
      duration, in: range, endless: BenchLimits.durationMax, DurationText.write)
  }

  /// The value as a time in a run, which has to come before the run is broken off.
  func instant(within limit: Duration) throws(ScenarioError) -> Duration {
    let instant = try duration()
    guard instant < limit else {
      throw error(
        "is \(DurationText.write(instant)), which never comes: the run's limit is "
          + DurationText.write(limit))
    }
    return instant
  }

  /// The value as events per second within bounds, from a text such as "5/s".
  func rate(
    in range: ClosedRange<Double> = 0...BenchLimits.perSecondMax
  ) throws(ScenarioError) -> Double {
    let text = try quantityText(units: RateText.units, example: "5/s")
    let rate = try converted { () throws(QuantityError) in try RateText.parse(text) }
    return try check(rate, in: range, endless: BenchLimits.perSecondMax) {
      PlainNumber.write($0) + "/s"
    }
  }

  /// The value as events per second, of which there may be none: "0/s".
  func rateOrZero() throws(ScenarioError) -> Double {
    let text = try quantityText(units: RateText.units, example: "5/s")
    return try converted { () throws(QuantityError) in
      try RateText.parse(text, allowingZero: true)
    }
  }

  /// The value as a number of bytes within bounds, from a text such as "12kB".
  func bytes(in range: ClosedRange<Int> = 0...Int.max) throws(ScenarioError) -> Int {
    let text = try quantityText(units: ByteText.units, example: "12kB")
    let size = try converted { () throws(QuantityError) in try ByteText.parse(text) }
    return try check(size, in: range, endless: Int.max) { "\($0)B" }
  }

  /// The value as a share: a number from 0 to 1, or a text such as "5%".
  func probability() throws(ScenarioError) -> Double {
    switch node.value {
    case .number(let number, let text):
      guard (0...1).contains(number) else {
        throw error("is \(text); allowed: 0 to 1, or \"0%\" to \"100%\"")
      }
      return number
    case .string(let text):
      return try converted { () throws(QuantityError) in try FractionText.parse(text) }
    default:
      throw mismatch("a number from 0 to 1 or a text such as \"5%\"")
    }
  }

  /// The value as a date with a time in UTC, from a text such as "2026-05-01T23:59:30Z".
  func date() throws(ScenarioError) -> WallTime {
    let text = try string()
    return try converted { () throws(QuantityError) in try DateText.parse(text) }
  }

  private func quantityText(
    units: [String], example: String
  ) throws(ScenarioError) -> String {
    switch node.value {
    case .string(let text):
      return text
    case .number(_, let text):
      let list = units.joined(separator: ", ")
      throw error("needs a unit (\(list)); write a text such as \"\(example)\", not \(text)")
    default:
      throw mismatch("a text such as \"\(example)\"")
    }
  }

  private func converted<Result>(
    _ parse: () throws(QuantityError) -> Result
  ) throws(ScenarioError) -> Result {
    do {
      return try parse()
    } catch {
      throw self.error("cannot be read: \(error)")
    }
  }
}
