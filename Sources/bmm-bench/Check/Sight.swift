import World

/// What a user has to see at the end of a step; all that is said must hold.
struct Sight: Sendable, Equatable {
  /// Which step this is about: `sees(marco, steps[1])`.
  let name: String
  /// How the request may end; any way if empty.
  var outcomes: [String] = []
  /// The status of the answer.
  var status: Int?
  /// What the error message contains.
  var says: String?
  /// Whether the page's script may read the answer.
  var readable: Bool?
  /// How many events that end a stream there are.
  var terminalEvents: Int?
  /// What the text of the stream contains.
  var text: String?
  /// Within which time the first text comes, from the planned start.
  var firstTokenWithin: Duration?
  /// Within which time it is over, from the planned start.
  var within: Duration?

  /// What is wrong with a request, in words; nil if the user saw what it should.
  func complaint(about record: RequestRecord) -> String? {
    outcomeComplaint(record) ?? contentComplaint(record) ?? timeComplaint(record)
  }

  private func outcomeComplaint(_ record: RequestRecord) -> String? {
    if !outcomes.isEmpty, !outcomes.contains(record.outcome.name) {
      let said = record.message.isEmpty ? "" : " (\"\(record.message)\")"
      return "ended as \(record.outcome.name)\(said)"
    }
    if let status, record.status != status {
      return record.status.map { "got status \($0)" } ?? "got no status"
    }
    if let says, !record.message.contains(says) {
      return "was told \"\(record.message)\""
    }
    return nil
  }

  private func contentComplaint(_ record: RequestRecord) -> String? {
    if let readable, record.isReadableByBrowser != readable {
      return readable ? "may not read the answer" : "may read the answer"
    }
    if let terminalEvents, record.terminalEvents != terminalEvents {
      return "got \(record.terminalEvents) terminal events"
    }
    if text != nil, !record.hasSoughtText { return "did not read that text" }
    return nil
  }

  private func timeComplaint(_ record: RequestRecord) -> String? {
    if let firstTokenWithin {
      guard let first = record.firstToken else { return "got no text" }
      let taken = first - record.planned
      if taken > firstTokenWithin { return "got its first text after \(Format.duration(taken))" }
    }
    if let within {
      guard let ended = record.ended else { return "still waits" }
      let taken = ended - record.planned
      if taken > within { return "was done after \(Format.duration(taken))" }
    }
    return nil
  }

  /// All that must hold, in words.
  var wanted: String {
    let parts: [String?] = [
      outcomes.isEmpty ? nil : "outcome \(outcomes.joined(separator: " or "))",
      status.map { "status \($0)" },
      says.map { "told \"\($0)\"" },
      readable.map { $0 ? "readable" : "not readable" },
      terminalEvents.map { "terminal events \($0)" },
      text.map { "text \"\($0)\"" },
      firstTokenWithin.map { "first token within \(DurationText.write($0))" },
      within.map { "within \(DurationText.write($0))" },
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}
