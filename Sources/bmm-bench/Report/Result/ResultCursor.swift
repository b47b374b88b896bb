import Wire
import World

/// A place in a result that is being read: a value and the keys that lead to it.
struct ResultCursor {
  /// The value.
  let value: JSONValue
  /// How one gets there, such as `metrics.ttft.buckets[3]`; empty for the whole.
  let path: String

  /// The value under a key, which must be there.
  subscript(_ key: String) -> ResultCursor {
    get throws {
      guard value.objectValue != nil else { throw wrong("an object") }
      let inner = path.isEmpty ? key : "\(path).\(key)"
      guard let member = value[key] else {
        throw ResultError.Problem.wrongShape(at: inner, expected: "there", found: "missing")
      }
      return ResultCursor(value: member, path: inner)
    }
  }

  func text() throws -> String {
    guard let text = value.stringValue else { throw wrong("a text") }
    return text
  }

  func bool() throws -> Bool {
    guard let bool = value.boolValue else { throw wrong("true or false") }
    return bool
  }

  /// A whole number that counts something.
  func count() throws -> Int {
    guard let count = value.intValue, count >= 0 else { throw wrong("a whole number from 0") }
    return count
  }

  func integer() throws -> Int64 {
    guard case .integer(let number) = value else { throw wrong("a whole number") }
    return number
  }

  /// A whole number that was too large for a reader with doubles, and so stands as text.
  func large() throws -> Int128 {
    if case .integer(let number) = value { return Int128(number) }
    guard let number = value.stringValue.flatMap({ Int128($0) }) else {
      throw wrong("a whole number, as text if it is large")
    }
    return number
  }

  func number() throws -> Double {
    guard let number = value.doubleValue else { throw wrong("a number") }
    return number
  }

  /// A number in larger units as a whole number of small ones.
  func scaled(_ scale: Double) throws -> Int64 {
    let small = (try number() * scale).rounded()
    guard let whole = Int64(exactly: small) else { throw wrong("a number below \(9e18 / scale)") }
    return whole
  }

  func duration() throws -> Duration { .nanoseconds(try scaled(1e9)) }

  /// What `read` finds, or nil for null.
  func optional<Value>(
    _ read: (ResultCursor) throws -> Value
  ) throws -> Value? {
    value.isNull ? nil : try read(self)
  }

  /// The elements of an array.
  func array<Value>(
    _ read: (ResultCursor) throws -> Value
  ) throws -> [Value] {
    guard let elements = value.arrayValue else { throw wrong("an array") }
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      values.append(try read(ResultCursor(value: element, path: "\(path)[\(index)]")))
    }
    return values
  }

  /// The members of an object, in their order.
  func members<Value>(
    _ read: (String, ResultCursor) throws -> Value
  ) throws -> [Value] {
    guard let members = value.objectValue else { throw wrong("an object") }
    var values: [Value] = []
    for member in members {
      let inner = path.isEmpty ? member.key : "\(path).\(member.key)"
      values.append(try read(member.key, ResultCursor(value: member.value, path: inner)))
    }
    return values
  }

  /// The error that something else should stand here.
  func wrong(_ expected: String) -> ResultError.Problem {
    .wrongShape(at: path.isEmpty ? "the file" : path, expected: expected, found: found)
  }

  /// The error that this contradicts something.
  func contradiction(_ words: String) -> ResultError.Problem {
    .contradiction(at: path, words)
  }

  private var found: String {
    switch value {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .string(let text): "\"\(text.prefix(40))\""
    case .array: "an array"
    case .object: "an object"
    }
  }
}
