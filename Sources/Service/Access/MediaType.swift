/// What a `content-type` field says of a body.
enum MediaType {
  /// Whether a body may be JSON by its field: one without a field may.
  static func mayBeJSON(_ field: String?) -> Bool {
    guard let field, field != usual else { return true }
    let type = field.split(separator: ";", omittingEmptySubsequences: false).first ?? ""
    return type.filter { $0 != " " && $0 != "\t" }.lowercased() == usual
  }

  /// As nearly everybody writes it: what follows would take a twelfth of a cached preview's time.
  private static let usual = "application/json"
}
