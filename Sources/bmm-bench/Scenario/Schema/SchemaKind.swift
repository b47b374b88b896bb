/// What may stand behind a key of a scenario file.
indirect enum SchemaKind: Sendable {
  /// Any text.
  case text
  /// True or false.
  case flag
  /// A whole number within bounds.
  case whole(ClosedRange<Int>)
  /// A number within bounds.
  case number(ClosedRange<Double>)
  /// A text such as "95s".
  case duration
  /// A text such as "5/s".
  case rate
  /// A text such as "12kB".
  case bytes
  /// A number from 0 to 1, or a text such as "5%".
  case share
  /// A duration, or how durations vary.
  case durations
  /// A number within bounds, or how such numbers vary.
  case numbers(ClosedRange<Double>)
  /// One of some words.
  case words([String])
  /// Values in order.
  case list(SchemaKind)
  /// Values by names that are free.
  case map(SchemaKind)
  /// An object that is described under this name.
  case section(String)
  /// One of several kinds.
  case either([SchemaKind])
  /// Any value at all.
  case anything

  /// The words of an enumeration.
  static func words<Choice>(of type: Choice.Type) -> SchemaKind
  where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
    .words(type.allCases.map(\.rawValue))
  }

  /// The sections that a value of this kind can be, or hold as elements and members.
  var sections: [String] {
    switch self {
    case .section(let name): [name]
    case .list(let kind), .map(let kind): kind.sections
    case .either(let kinds): kinds.flatMap(\.sections)
    case .durations, .numbers: ["distribution"]
    default: []
    }
  }
}
