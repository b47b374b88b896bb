/// Every bound of the bench in one place; the relations between them are tested.
enum BenchLimits {
  /// Bytes in one scenario file; a larger one is a data file given by mistake.
  static let sourceBytesMax = 4 * 1024 * 1024

  /// Levels of arrays and objects in a scenario file; the parser is recursive, depth costs stack.
  static let sourceDepthMax = 64

  /// Longest duration that can be written; in nanoseconds it still fits a 64-bit integer.
  static let durationMax = Duration.seconds(100_000 * 3_600)

  /// Highest rate that can be written, per second: beyond it planned starts are under 1 µs apart.
  static let perSecondMax = 1_000_000.0

  /// Digits of a number with a unit; 15 digits are exact in a Double too.
  static let quantityDigitsMax = 15

  /// Names that an error message lists before it breaks off with an ellipsis.
  static let namesListedMax = 16

  /// Columns of generated help text.
  static let helpWidth = 100
}
