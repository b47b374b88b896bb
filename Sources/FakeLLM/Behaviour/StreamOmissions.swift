/// What a provider leaves out at the end of an answer, against its own rules.
package struct StreamOmissions: OptionSet, Sendable {
  /// One bit for each part.
  package let rawValue: UInt8

  /// The parts of those bits.
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The counts of tokens, wherever the vendor has them; also in a whole answer.
  package static let usage = StreamOmissions(rawValue: 1)
  /// The event that says why the answer ended: `message_delta`, or the chunk of `finish_reason`.
  package static let finish = StreamOmissions(rawValue: 2)
  /// The event that says that nothing follows: `message_stop`, or `[DONE]`.
  package static let terminator = StreamOmissions(rawValue: 4)
  /// The blank line behind the last event, without which readers drop it.
  package static let finalBlankLine = StreamOmissions(rawValue: 8)
}
