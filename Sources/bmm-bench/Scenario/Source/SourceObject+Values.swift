/// The typed values of an object: each kind once as a must and once as an option.
extension SourceObject {
  /// The value of a key as a text.
  mutating func string(_ key: String) throws(ScenarioError) -> String {
    try value(key).string()
  }

  /// The value of a key as a text; nil if the key is absent.
  mutating func optionalString(_ key: String) throws(ScenarioError) -> String? {
    try optionalValue(key)?.string()
  }

  /// The value of a key as true or false.
  mutating func bool(_ key: String) throws(ScenarioError) -> Bool {
    try value(key).bool()
  }

  /// The value of a key as true or false; nil if the key is absent.
  mutating func optionalBool(_ key: String) throws(ScenarioError) -> Bool? {
    try optionalValue(key)?.bool()
  }

  /// The value of a key as a whole number in bounds.
  mutating func int(
    _ key: String, in range: ClosedRange<Int> = 0...Int.max
  ) throws(ScenarioError) -> Int {
    try value(key).int(in: range)
  }

  /// The value of a key as a whole number in bounds; nil if the key is absent.
  mutating func optionalInt(
    _ key: String, in range: ClosedRange<Int> = 0...Int.max
  ) throws(ScenarioError) -> Int? {
    try optionalValue(key)?.int(in: range)
  }

  /// The value of a key as a number in bounds.
  mutating func double(
    _ key: String, in range: ClosedRange<Double> = 0...Double.greatestFiniteMagnitude
  ) throws(ScenarioError) -> Double {
    try value(key).double(in: range)
  }

  /// The value of a key as a number in bounds; nil if the key is absent.
  mutating func optionalDouble(
    _ key: String, in range: ClosedRange<Double> = 0...Double.greatestFiniteMagnitude
  ) throws(ScenarioError) -> Double? {
    try optionalValue(key)?.double(in: range)
  }

  /// The value of a key as a duration in bounds, such as "95s".
  mutating func duration(
    _ key: String, in range: ClosedRange<Duration> = .zero...BenchLimits.durationMax
  ) throws(ScenarioError) -> Duration {
    try value(key).duration(in: range)
  }

  /// The value of a key as a duration in bounds, such as "95s"; nil if the key is absent.
  mutating func optionalDuration(
    _ key: String, in range: ClosedRange<Duration> = .zero...BenchLimits.durationMax
  ) throws(ScenarioError) -> Duration? {
    try optionalValue(key)?.duration(in: range)
  }

  /// The value of a key as events per second in bounds, such as "5/s".
  mutating func rate(
    _ key: String, in range: ClosedRange<Double> = 0...BenchLimits.perSecondMax
  ) throws(ScenarioError) -> Double {
    try value(key).rate(in: range)
  }

  /// The value of a key as events per second in bounds, such as "5/s"; nil if the key is absent.
  mutating func optionalRate(
    _ key: String, in range: ClosedRange<Double> = 0...BenchLimits.perSecondMax
  ) throws(ScenarioError) -> Double? {
    try optionalValue(key)?.rate(in: range)
  }

  /// The value of a key as a number of bytes in bounds, such as "12kB".
  mutating func bytes(
    _ key: String, in range: ClosedRange<Int> = 0...Int.max
  ) throws(ScenarioError) -> Int {
    try value(key).bytes(in: range)
  }

  /// The value of a key as a number of bytes in bounds, such as "12kB"; nil if the key is absent.
  mutating func optionalBytes(
    _ key: String, in range: ClosedRange<Int> = 0...Int.max
  ) throws(ScenarioError) -> Int? {
    try optionalValue(key)?.bytes(in: range)
  }

  /// The value of a key as a share: 0 to 1, or a text such as "5%".
  mutating func probability(_ key: String) throws(ScenarioError) -> Double {
    try value(key).probability()
  }

  /// The value of a key as a share: 0 to 1, or a text such as "5%"; nil if the key is absent.
  mutating func optionalProbability(_ key: String) throws(ScenarioError) -> Double? {
    try optionalValue(key)?.probability()
  }

  /// The value of a key as an object, which the caller has to finish.
  mutating func object(_ key: String) throws(ScenarioError) -> SourceObject {
    try value(key).object()
  }

  /// The value of a key as an object, which the caller has to finish; nil if the key is absent.
  mutating func optionalObject(_ key: String) throws(ScenarioError) -> SourceObject? {
    try optionalValue(key)?.object()
  }

  /// The value of a key as an array, its number of elements in bounds.
  mutating func array(
    _ key: String, count range: ClosedRange<Int> = 0...Int.max
  ) throws(ScenarioError) -> [SourceValue] {
    try value(key).array(count: range)
  }

  /// The value of a key as an array, its number of elements in bounds; nil if the key is absent.
  mutating func optionalArray(
    _ key: String, count range: ClosedRange<Int> = 0...Int.max
  ) throws(ScenarioError) -> [SourceValue]? {
    try optionalValue(key)?.array(count: range)
  }

  /// The value of a key as a case of an enumeration, by raw value.
  mutating func enumeration<Choice>(
    _ key: String, among type: Choice.Type = Choice.self
  ) throws(ScenarioError) -> Choice
  where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
    try value(key).enumeration(among: type)
  }

  /// The value of a key as a case of an enumeration, by raw value; nil if the key is absent.
  mutating func optionalEnumeration<Choice>(
    _ key: String, among type: Choice.Type = Choice.self
  ) throws(ScenarioError) -> Choice?
  where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
    try optionalValue(key)?.enumeration(among: type)
  }
}
