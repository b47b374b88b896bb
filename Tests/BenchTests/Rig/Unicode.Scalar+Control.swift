extension Unicode.Scalar {
  /// Whether a terminal may obey it: C0, DEL, C1.
  var isControl: Bool { properties.generalCategory == .control }
}
