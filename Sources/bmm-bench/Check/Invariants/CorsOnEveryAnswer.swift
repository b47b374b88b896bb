/// 3: every answer that the service made, errors included, lets the page's script read it.
///
/// An answer without the header reaches the user as "CORS error", whatever it says.
enum CorsOnEveryAnswer: Invariant {
  static let name = InvariantName.corsOnEveryAnswer

  static func check(_ evidence: Evidence) -> InvariantResult {
    var result = InvariantResult(name)
    for record in evidence.records {
      guard let status = record.status, !record.isEdgeMade, !record.route.isNavigation
      else { continue }
      result.check(
        record.hasCORSFields, "\(record.id): status \(status) without CORS headers")
    }
    return result
  }
}
