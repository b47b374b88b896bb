/// Why a text is no cassette, and in which line.
package struct CassetteError: Error, Equatable, CustomStringConvertible {
  /// The line, from 1.
  package let line: Int
  /// What is wrong and what to do about it.
  package let message: String

  package var description: String { "line \(line): \(message)" }
}
