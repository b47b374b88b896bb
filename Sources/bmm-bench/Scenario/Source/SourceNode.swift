/// A value of a scenario file that remembers where it stands.
///
/// The file is kept in each node because a scenario may extend another one: after joining the two,
/// neighbours can come from different files and an error must name the right one.
struct SourceNode: Equatable, Sendable {
  /// The JSON5 values; a number keeps its text, so that large whole numbers stay exact.
  indirect enum Value: Equatable, Sendable {
    /// The word null.
    case null
    /// The words true and false.
    case bool(Bool)
    /// A finite number and how it was written.
    case number(Double, text: String)
    /// A text without its quotes and escapes.
    case string(String)
    /// Values in order.
    case array([SourceNode])
    /// Members in order; no key stands twice.
    case object([SourceMember])
  }

  /// The value itself.
  var value: Value
  /// The file as the user named it.
  let file: String
  /// Where the first character of the value stands.
  let position: SourcePosition
}

extension SourceNode.Value {
  /// The kind of value with its article, for messages such as "must be a text, not a number".
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
