/// Which entries of the journal are asked for; what is nil does not matter.
struct JournalQuery: Equatable {
  /// The id of a script, of the answer or of the client.
  var id: String?
  /// The model.
  var model: String?
  /// Only requests behind this number.
  var since: Int?
  /// The most entries.
  var limit = FakeLLMLimits.journalEntries

  /// Whether an entry is meant, number and limit aside.
  func admits(_ entry: JournalEntry) -> Bool {
    if let id, !entry.isKnown(as: id) { return false }
    if let model, entry.model != model { return false }
    return true
  }
}
