/// What a `content-type` field says of a body.
enum MediaType {
  /// Whether a body may be JSON by its field: one without a field may.
  static func mayBeJSON(_ field: String?) -> Bool {
    guard let field else { return true }
    let type = field.split(separator: ";", omittingEmptySubsequences: false).first ?? ""
    return type.filter { $0 != " " && $0 != "\t" }.lowercased() == "application/json"
  }
}
