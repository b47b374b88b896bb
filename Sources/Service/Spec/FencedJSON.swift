import Wire

/// Finds the JSON in a model's answer, which may stand in a fenced block.
enum FencedJSON {
  /// The part of the answer that should be JSON: what a ```json fence encloses, else all of it.
  static func content(of answer: String) -> String {
    let opening = "```json"
    // An answer that starts like an object is one; fences inside it are its own text.
    guard answer.first(where: { !$0.isWhitespace }) != "{",
      let start = answer.firstRange(of: opening)?.upperBound
    else { return answer }
    let inside = answer[start...]
    guard let end = inside.ranges(of: "```").last?.lowerBound else { return String(inside) }
    return String(inside[..<end])
  }
}
