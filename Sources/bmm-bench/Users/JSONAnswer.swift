import Wire

/// What a page wants to know of a whole answer in JSON; the rest is checked, and nothing is kept.
struct JSONAnswer {
  /// Whether it says that it comes from the cache.
  private(set) var isCached = false
  /// Whether there is a spec in it.
  private(set) var hasSpec = false
  /// The code of an error, as a record keeps it.
  private(set) var error: String?
  /// The message of an error, as a record keeps it.
  private(set) var message: String?

  /// What stands in a body; nil if it is no JSON. Of doubled names the last one counts, as it
  /// would in JavaScript.
  init?(_ body: [UInt8]) {
    do {
      try body.withUnsafeBufferPointer { bytes in
        try BrowserText.withUTF8(of: bytes) { view in
          var scanner = JSONScanner(view)
          try read(&scanner)
          try scanner.finish()
        }
      }
    } catch {
      return nil
    }
  }

  private mutating func read(_ scanner: inout JSONScanner) throws(JSONParsingError) {
    guard try scanner.peek() == .object else { return try scanner.skipValue() }
    try scanner.beginObject()
    while let key = try scanner.nextKey() {
      switch key {
      case "cached": isCached = try JSONValue.value(from: &scanner).boolValue ?? false
      case "spec":
        hasSpec = try scanner.peek() == .object
        try scanner.skipValue()
      case "error": error = try JSONValue.value(from: &scanner).errorText
      case "message": message = try JSONValue.value(from: &scanner).errorText
      default: try scanner.skipValue()
      }
    }
  }
}
