/// What a browser got of one answer.
struct WireAnswer: Sendable, Equatable {
  /// What the head says the body is.
  enum Content: String, Sendable {
    case eventStream
    case html
    case other

    /// The content of a `content-type` field.
    init(_ contentType: String?) {
      let type = contentType?.lowercased() ?? ""
      self =
        type.hasPrefix("text/event-stream")
        ? .eventStream : type.hasPrefix("text/html") ? .html : .other
    }
  }

  /// What a script finds wrong in an answer that looks whole to its browser.
  enum Flaw: String, Sendable {
    case none
    /// A stream that never said how it ended.
    case noTerminalEvent
    /// What should be JSON cannot be parsed.
    case noJSON
  }

  /// The status; nil where no head came.
  var status: Int?
  /// Whether the script may read the answer: same origin, or the CORS fields name the page.
  var isReadable = false
  /// What the body is.
  var content = Content.other
  /// How it ended.
  var ending: WireEnding
  /// What is wrong with what it holds.
  var flaw = Flaw.none
  /// Whether a proxy made it.
  var isEdgeMade = false
}
