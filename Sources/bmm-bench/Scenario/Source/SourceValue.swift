/// A node together with its path in the document, so that every complaint can say both.
struct SourceValue {
  /// The value and where it stands.
  let node: SourceNode
  /// The way from the top, such as `service.tiers.team` or `users[2].steps[0]`; empty at the top.
  let path: String
  /// Who wants to know which keys are asked for.
  let ledger: KeyLedger?

  /// The top of a document, or a part of it under a given path.
  init(_ node: SourceNode, path: String = "", ledger: KeyLedger? = nil) {
    self.node = node
    self.path = path
    self.ledger = ledger
  }

  /// A complaint about this value; the path is put in front of the text.
  func error(_ text: String) -> ScenarioError {
    let name = path.isEmpty ? "the document" : path
    return ScenarioError(file: node.file, position: node.position, message: "\(name) \(text)")
  }

  /// What is wrong with a file that this value names: of one that cannot be read at all, the place
  /// where it is named says more.
  func blaming(_ error: ScenarioError) -> ScenarioError {
    error.position == nil ? self.error("names \(error)") : error
  }

  /// The value as text.
  func string() throws(ScenarioError) -> String {
    guard case .string(let text) = node.value else { throw mismatch("a text") }
    return text
  }

  /// The value as true or false.
  func bool() throws(ScenarioError) -> Bool {
    guard case .bool(let flag) = node.value else { throw mismatch("true or false") }
    return flag
  }

  /// The value as a whole number within bounds.
  func int(in range: ClosedRange<Int> = 0...Int.max) throws(ScenarioError) -> Int {
    guard case .number(let number, let text) = node.value else { throw mismatch("a whole number") }
    // The text first: a Double holds whole numbers only up to 2^53, and seeds are larger.
    guard let whole = Int(text) ?? Int(exactly: number) else {
      throw error("must be a whole number, not \(text)")
    }
    return try check(whole, in: range, endless: Int.max) { "\($0)" }
  }

  /// The value as a number within bounds.
  func double(
    in range: ClosedRange<Double> = 0...Double.greatestFiniteMagnitude
  ) throws(ScenarioError) -> Double {
    guard case .number(let number, _) = node.value else { throw mismatch("a number") }
    return try check(number, in: range, endless: .greatestFiniteMagnitude, PlainNumber.write)
  }

  /// The value as an object, to be read key by key.
  func object() throws(ScenarioError) -> SourceObject {
    try SourceObject(self)
  }

  /// Reads an object and makes sure that it holds no key which the reader did not ask for.
  func object<Result>(
    _ read: (inout SourceObject) throws(ScenarioError) -> Result
  ) throws(ScenarioError) -> Result {
    var object = try SourceObject(self)
    let result = try read(&object)
    try object.finish()
    return result
  }

  /// The elements of an array, whose number must be within bounds.
  func array(
    count range: ClosedRange<Int> = 0...Int.max
  ) throws(ScenarioError) -> [SourceValue] {
    guard case .array(let elements) = node.value else { throw mismatch("an array") }
    guard range.contains(elements.count) else {
      let allowed = Self.allowed(range, endless: Int.max) { "\($0)" }
      throw error("has \(elements.count) elements; allowed: \(allowed)")
    }
    return elements.enumerated().map { SourceValue($1, path: "\(path)[\($0)]", ledger: ledger) }
  }

  /// The value as one of the cases of an enumeration, by raw value.
  func enumeration<Choice>(
    among type: Choice.Type = Choice.self
  ) throws(ScenarioError) -> Choice
  where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
    guard case .string(let text) = node.value else { throw mismatch("a text") }
    if let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    let hint = NearestName.hint(for: text, among: names, listedAs: "allowed")
    throw error("cannot be \"\(text)\"\(hint)")
  }

  /// The complaint that the value is of another kind.
  func mismatch(_ expected: String) -> ScenarioError {
    error("must be \(expected), not \(node.value.kind)")
  }
}

extension SourceValue {
  /// Returns a value that lies within bounds; the complaint about any other names both bounds.
  func check<Value: Comparable>(
    _ value: Value, in range: ClosedRange<Value>, endless: Value, _ write: (Value) -> String
  ) throws(ScenarioError) -> Value {
    guard range.contains(value) else {
      throw error("is \(write(value)); allowed: \(Self.allowed(range, endless: endless, write))")
    }
    return value
  }

  private static func allowed<Value: Comparable>(
    _ range: ClosedRange<Value>, endless: Value, _ write: (Value) -> String
  ) -> String {
    let lower = write(range.lowerBound)
    guard range.upperBound != endless else { return "at least \(lower)" }
    return "\(lower) to \(write(range.upperBound))"
  }
}
