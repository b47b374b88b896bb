/// How a vendor complains about a field.
protocol FieldWords {
  /// The error that tells the fault.
  static func error(_ fault: FieldFault, at path: FieldPath) -> ProviderError
}
