/// A place in a source text: line and column, both from 1; a column counts Unicode scalars.
struct SourcePosition: Equatable, Sendable, CustomStringConvertible {
  /// The line, from 1.
  var line = 1
  /// The column in that line, from 1.
  var column = 1

  /// As editors and compilers write it: `12:5`.
  var description: String { "\(line):\(column)" }
}
