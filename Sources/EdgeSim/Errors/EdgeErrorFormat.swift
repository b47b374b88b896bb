/// In which form a client wants its errors.
enum EdgeErrorFormat: Equatable {
  case html
  case json
  case problem
  case markdown
  /// Only by a setting: no client can ask for it.
  case plain

  /// What an `Accept` field asks for: the highest weight, then what stands first; else HTML.
  static func wanted(by accept: [String]) -> EdgeErrorFormat {
    var best: (format: EdgeErrorFormat, weight: Double) = (.html, 0)
    for item in ListField.items(accept) {
      guard let format = of(ListField.value(of: item).lowercased()) else { continue }
      let weight = ListField.parameter("q", of: item).map { Double($0) ?? 0 } ?? 1
      if weight > best.weight { best = (format, weight) }
    }
    return best.format
  }

  private static func of(_ mediaType: String) -> EdgeErrorFormat? {
    switch mediaType {
    case "application/json": .json
    case "application/problem+json": .problem
    case "text/markdown": .markdown
    // An EventSource gets a page as well: nothing better is documented.
    case "text/html", "text/*", "*/*", "text/event-stream": .html
    default: nil
    }
  }

  /// The content type that goes with it.
  var contentType: String {
    switch self {
    case .html: "text/html; charset=UTF-8"
    case .json: "application/json"
    case .problem: "application/problem+json"
    case .markdown: "text/markdown; charset=UTF-8"
    case .plain: "text/plain; charset=UTF-8"
    }
  }
}
