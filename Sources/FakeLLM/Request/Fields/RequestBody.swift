import Wire

/// Reads the JSON of a request's body into a tree of bounded size.
///
/// A list of 16 million zeros fits into an acceptable body, and its tree takes ten times as much.
enum RequestBody {
  /// Why a body is not read; the vendors put their own words around it.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// Reads the whole body.
  static func parse(_ body: [UInt8]) throws(Fault) -> JSONValue {
    do {
      // A value and what parts it from the next are two bytes at least.
      if body.count > 2 * FakeLLMLimits.requestValues { try count(body) }
      return try JSONValue.parse(body)
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(description: "\(error)")
    }
  }

  private static func count(_ body: [UInt8]) throws {
    try body.withUnsafeBufferPointer { view in
      var scanner = JSONScanner(view)
      var left = FakeLLMLimits.requestValues
      try count(&scanner, &left)
    }
  }

  private static func count(_ scanner: inout JSONScanner, _ left: inout Int) throws {
    left -= 1
    guard left >= 0 else {
      throw Fault(description: "more than \(FakeLLMLimits.requestValues) values: send fewer")
    }
    switch try scanner.peek() {
    case .object:
      try scanner.beginObject()
      while try scanner.nextKey() != nil { try count(&scanner, &left) }
    case .array:
      try scanner.beginArray()
      while try scanner.nextElement() { try count(&scanner, &left) }
    default: try scanner.skipValue()
    }
  }
}
