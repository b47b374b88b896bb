import Wire

extension JSONValue {
  /// An error's code or message as a record keeps it: a server may send more than a report shows.
  var errorText: String? {
    stringValue.map { String($0.unicodeScalars.prefix(BenchLimits.errorTextMax)) }
  }
}
