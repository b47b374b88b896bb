/// What a browser got of one answer.
struct WireAnswer: Sendable, Equatable {
  /// What the head says the body is.
  enum Content: String, Sendable {
    case eventStream
    case html
    case other

    /// The content of a `content-type` field.
    init(_ contentType: String?) {
      let type = contentType ?? ""
      self =
        Self.begins(type, with: "text/event-stream")
        ? .eventStream : Self.begins(type, with: "text/html") ? .html : .other
    }

    /// Whether a text begins with a literal of small letters, in any case of its own.
    private static func begins(_ text: String, with literal: StaticString) -> Bool {
      var place = 0
      for byte in text.utf8 {
        if place == literal.utf8CodeUnitCount { return true }
        let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        guard literal.utf8Start[place] == (isCapital ? byte | 0x20 : byte) else { return false }
        place += 1
      }
      return place == literal.utf8CodeUnitCount
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
