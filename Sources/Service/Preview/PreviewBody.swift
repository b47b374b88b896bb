import Wire

/// Reads the body of a preview request: `{"prompt": string}`.
enum PreviewBody {
  /// The prompt without white space around it; unknown members are ignored.
  static func prompt(in body: [UInt8]) throws(Rejection) -> String {
    guard let value = try? JSONValue.parse(body), value.objectValue != nil else {
      throw .invalidRequest("body", "must be a JSON object")
    }
    guard let member = value["prompt"] else { throw .invalidRequest("prompt", "is required") }
    guard let text = member.stringValue else {
      throw .invalidRequest("prompt", "must be a string")
    }
    let prompt = trimmed(text)
    let limits = ServiceLimits.promptLength
    guard limits.contains(prompt.utf16.count) else {
      throw .invalidRequest(
        "prompt", "must have \(limits.lowerBound) to \(limits.upperBound) characters")
    }
    return prompt
  }

  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
