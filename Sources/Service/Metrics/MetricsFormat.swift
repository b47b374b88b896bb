/// The two forms in which a scraper reads metrics.
package enum MetricsFormat: Sendable {
  /// OpenMetrics 1.0, the text form of the later standard.
  case openMetrics
  /// Prometheus text 0.0.4, which is also what a browser gets.
  case prometheus

  /// The form that a request asks for: OpenMetrics only if it is named, and wanted no less.
  init(accept: [String]) {
    let wanted = accept.map { MediaRange($0) }
    func weight(_ types: String...) -> Double {
      // The most specific range that matches counts, and a list of types has it first.
      for type in types {
        if let range = wanted.first(where: { $0.type == type }) { return range.weight }
      }
      return 0
    }
    let modern = weight("application/openmetrics-text")
    let plain = weight("text/plain", "text/*", "*/*")
    self = modern > 0 && modern >= plain ? .openMetrics : .prometheus
  }

  var contentType: String {
    switch self {
    case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
    case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
    }
  }
}

/// One item of an `accept` field (RFC 9110 §12.5.1).
struct MediaRange {
  /// Type and subtype in lower case, without parameters.
  let type: String
  /// How much it is wanted, from 0 to 1.
  let weight: Double

  init(_ text: String) {
    let parts = text.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
    type = parts.first?.lowercased() ?? ""
    let quality = parts.dropFirst().first { $0.hasPrefix("q=") || $0.hasPrefix("Q=") }
    weight = quality.flatMap { Double($0.dropFirst(2)) } ?? 1
  }
}
