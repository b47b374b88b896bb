import Wire

/// Reads the body of a preview request: `{"prompt": string}`.
enum PreviewBody {
  /// The prompt without white space around it; unknown members are ignored.
  static func prompt(in body: [UInt8]) throws(Rejection) -> String {
    guard let value = try? JSONValue.parse(body) else { throw .notJSON }
    guard value.objectValue != nil else {
      throw .invalidRequest("body", "must be a JSON object")
    }
    guard let member = value["prompt"] else { throw .invalidRequest("prompt", "is required") }
    guard let text = member.stringValue else {
      throw .invalidRequest("prompt", "must be a string")
    }
    let prompt = trimmed(text)
    let limits = ServiceLimits.promptLength
    // The lower bound in characters, without white space around them; the upper one as it came.
    guard prompt.unicodeScalars.count >= limits.lowerBound, text.utf16.count <= limits.upperBound
    else {
      throw .invalidRequest(
        "prompt", "must have \(limits.lowerBound) to \(limits.upperBound) characters")
    }
    return prompt
  }

  /// The white space of JSON goes, which the OpenAPI document's pattern can say exactly.
  private static func trimmed(_ text: String) -> String {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0D || 0x9...0xA ~= byte }
    let bytes = text.utf8
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(Substring(bytes[first...last]))
  }
}
