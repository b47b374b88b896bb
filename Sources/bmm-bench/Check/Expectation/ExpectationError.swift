/// Something wrong in the text of a check, with the column and what was expected there.
struct ExpectationError: Error, Equatable, CustomStringConvertible {
  /// The text of the check.
  let text: String
  /// The column in it, from 1, in Unicode scalars.
  let column: Int
  /// One sentence without a full stop.
  let message: String

  /// The text, the column and the message in one line.
  var description: String { "\"\(text)\", column \(column): \(message)" }
}
