import Wire

/// What a page wants to know of a whole answer in JSON; the rest is checked, and nothing is kept.
struct JSONAnswer {
  /// Whether it says that it comes from the cache.
  private(set) var isCached = false
  /// The spec in it, as it is written.
  private(set) var spec: ByteFingerprint?
  /// The code of an error, as a record keeps it.
  private(set) var error: String?
  /// The message of an error, as a record keeps it.
  private(set) var message: String?

  /// What stands in a body; nil if it is no JSON. Of doubled names the last one counts, as it
  /// would in JavaScript.
  init?(_ body: [UInt8]) {
    do {
      self = try body.withUnsafeBufferPointer { try JSONAnswer($0) }
    } catch {
      return nil
    }
  }

  /// What a browser reads in bytes.
  init(_ bytes: ByteView) throws {
    try BrowserText.withUTF8(of: bytes) { view in
      var scanner = JSONScanner(view)
      try read(&scanner, view)
      try scanner.finish()
    }
  }

  private mutating func read(
    _ scanner: inout JSONScanner, _ view: ByteView
  ) throws(JSONParsingError) {
    guard try scanner.peek() == .object else { return try scanner.skipValue() }
    try scanner.beginObject()
    while let key = try scanner.nextKey() {
      switch key {
      case "cached": isCached = try JSONValue.value(from: &scanner).boolValue ?? false
      case "spec":
        let isObject = try scanner.peek() == .object
        let start = scanner.offset
        try scanner.skipValue()
        spec = nil
        guard isObject else { continue }
        var print = ByteFingerprint()
        print.add(view.part(start..<scanner.offset))
        spec = print
      case "error": error = try JSONValue.value(from: &scanner).errorText
      case "message": message = try JSONValue.value(from: &scanner).errorText
      default: try scanner.skipValue()
      }
    }
  }
}
