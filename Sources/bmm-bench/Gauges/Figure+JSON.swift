import Wire

extension Figure {
  /// The figure as it stands in the file, with what follows from its values.
  var json: JSONValue {
    .object([
      JSONMember(key: "id", value: .string(id)),
      JSONMember(key: "title", value: .string(title)),
      JSONMember(key: "unit", value: .string(unit)),
      JSONMember(key: "better", value: .string(better.rawValue)),
      JSONMember(key: "median", value: .number(median)),
      JSONMember(key: "min", value: .number(spread.lowerBound)),
      JSONMember(key: "max", value: .number(spread.upperBound)),
      JSONMember(key: "values", value: .array(values.map { .number($0) })),
      JSONMember(key: "target", value: target.map { .number($0) } ?? .null),
      JSONMember(key: "held", value: held.map { .bool($0) } ?? .null),
      JSONMember(key: "disturbed", value: .bool(isDisturbed)),
      JSONMember(key: "note", value: note.map { .string($0) } ?? .null),
    ])
  }

  /// Reads what `json` wrote; nil if something is missing.
  init?(_ json: JSONValue) {
    guard let id = json["id"]?.stringValue, let title = json["title"]?.stringValue,
      let unit = json["unit"]?.stringValue,
      let better = json["better"]?.stringValue.flatMap(Better.init),
      let values = json["values"]?.arrayValue?.compactMap(\.doubleValue), !values.isEmpty
    else { return nil }
    self.init(
      id: id, title: title, unit: unit, values: values, better: better,
      target: json["target"]?.doubleValue, note: json["note"]?.stringValue,
      isDisturbed: json["disturbed"]?.boolValue ?? false)
  }
}
