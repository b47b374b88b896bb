/// Appends JSON to bytes, with commas where they belong.
///
/// The caller keeps objects and arrays balanced.
package struct JSONWriter: Sendable {
  /// What has been written.
  package var bytes: [UInt8]
  private var needsComma = false

  /// Makes a writer that goes on behind bytes already there, or with their capacity.
  package init(bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  /// Forgets what was written but keeps the memory, for the next text.
  package mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Opens an object.
  package mutating func beginObject() { open(UInt8(ascii: "{")) }

  /// Closes an object.
  package mutating func endObject() { close(UInt8(ascii: "}")) }

  /// Opens an array.
  package mutating func beginArray() { open(UInt8(ascii: "[")) }

  /// Closes an array.
  package mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Writes a member's name; its value must follow.
  package mutating func key(_ name: String) {
    string(name)
    bytes.append(ASCII.colon)
    needsComma = false
  }

  /// Writes a text.
  package mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string(bytes: $0) }
  }

  /// Writes bytes as a text; what is not UTF-8 in them becomes U+FFFD.
  package mutating func string(bytes content: ByteView) {
    separate()
    bytes.append(ASCII.quote)
    Self.escape(content, into: &bytes)
    bytes.append(ASCII.quote)
  }

  /// Writes an integer.
  package mutating func int(_ value: some FixedWidthInteger) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Writes a number with the fewest digits that read back as the same one.
  package mutating func double(_ value: Double) {
    precondition(value.isFinite, "JSON has no infinity and no NaN")
    separate()
    bytes.append(contentsOf: value.description.utf8)
  }

  /// Writes true or false.
  package mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

  /// Writes null.
  package mutating func null() { raw("null") }

  /// Writes a value that is already JSON, unchecked.
  package mutating func raw(_ json: String) {
    separate()
    bytes.append(contentsOf: json.utf8)
  }

  /// Writes bytes that are already JSON, unchecked.
  package mutating func raw(_ json: ByteView) {
    separate()
    bytes.append(contentsOf: json)
  }

  /// Starts a new line before the next value or key, behind the comma if one is due.
  mutating func layOut(_ indentation: String) {
    separate()
    bytes.append(contentsOf: indentation.utf8)
    needsComma = false
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(ASCII.comma) }
    needsComma = true
  }
}
