import Wire

/// JSON: skipping checks what reading checks, what is written reads the same, and a cut is noticed.
enum JSONProperty {
  /// Each prefix is read, so long texts would take long.
  private static let prefixedCountMax = 64

  static func check(_ bytes: [UInt8]) throws {
    try requireAnyTextReadsBack(bytes)
    let value: JSONValue
    do {
      value = try JSONValue.parse(bytes)
    } catch {
      try PropertyFailure.unless(
        (0...bytes.count).contains(error.offset), "an error outside of the text: \(error)")
      try PropertyFailure.unless(!error.description.isEmpty, "an error that says nothing")
      try requireSkipping(bytes, fails: error)
      return
    }
    try requireSkipping(bytes, fails: nil)
    try requireReadsBack(value)
    try requireNoPrefixIsValid(bytes)
  }

  private static func requireSkipping(_ bytes: [UInt8], fails expected: JSONParsingError?) throws {
    var found: JSONParsingError?
    do {
      try bytes.withUnsafeBufferPointer { (view) throws(JSONParsingError) in
        var scanner = JSONScanner(view)
        try scanner.skipValue()
        try scanner.finish()
      }
    } catch {
      found = error
    }
    try PropertyFailure.unless(
      found == expected,
      "skipped: \(String(describing: found)), read: \(String(describing: expected))")
  }

  private static func requireReadsBack(_ value: JSONValue) throws {
    var written: [UInt8] = []
    value.write(into: &written)
    let again = try JSONValue.parse(written)
    var twice: [UInt8] = []
    again.write(into: &twice)
    try PropertyFailure.unless(
      again == value && twice == written, "written: \(value), read: \(again)")
    let laidOut = try JSONValue.parse(value.jsonString(pretty: true))
    try PropertyFailure.unless(laidOut == value, "laid out: \(value), read: \(laidOut)")
  }

  /// Of a text that ends with a bracket: a number's prefix may be a number.
  private static func requireNoPrefixIsValid(_ bytes: [UInt8]) throws {
    let text = bytes.drop { $0 == 32 || (9...13).contains($0) }
    guard text.count <= prefixedCountMax, let first = text.first,
      [UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\"")].contains(first),
      let end = bytes.lastIndex(where: { $0 > 32 })
    else { return }
    for count in 0..<end {
      do {
        let value = try JSONValue.parse(Array(bytes[..<count]))
        throw PropertyFailure(description: "the first \(count) bytes are \(value)")
      } catch let error as JSONParsingError {
        try PropertyFailure.unless(error.offset == count, "cut at \(count): \(error)")
      }
    }
  }

  /// Takes the input for the bytes of a text, valid or not.
  private static func requireAnyTextReadsBack(_ bytes: [UInt8]) throws {
    var writer = JSONWriter()
    bytes.withUnsafeBufferPointer { writer.string(bytes: $0) }
    let expected = String(decoding: bytes, as: UTF8.self)
    let read = try JSONValue.parse(writer.bytes).stringValue
    try PropertyFailure.unless(
      read?.utf8.elementsEqual(expected.utf8) == true, "written: \(expected), read: \(read ?? "")")
    try PropertyFailure.unless(
      writer.bytes.allSatisfy { $0 >= 32 }, "a control in what was written for \(expected)")
  }
}
