import Wire

/// Single requests, first token against end: what an average would smear together.
enum SampleSection {
  /// A request as far as it can be drawn.
  private struct Dot {
    let outcome: String
    let ttft: Double
    let e2e: Double
  }

  /// The scatter chart; nothing where no request of the sample has both times.
  static func scatter(_ document: ReportDocument) -> Markup {
    let dots = self.dots(document)
    guard let fastest = dots.map(\.ttft).min(), let slowest = dots.map(\.ttft).max(),
      let shortest = dots.map(\.e2e).min(), let longest = dots.map(\.e2e).max()
    else { return .none }
    let x = ChartAxis.seconds("first token", Scale(fitting: fastest, slowest), about: 5)
    let y = ChartAxis.seconds("end to end", Scale(fitting: shortest, longest), about: 5)
    let names = document.outcomes.map(\.name).filter { name in
      dots.contains { $0.outcome == name }
    }
    // The most frequent first, so that the rare ones lie on top.
    let shapes: [Markup] = names.map { name in
      path(dots.filter { $0.outcome == name }, x, y, document.looks[name], name)
    }
    let all = document.json["sample"]?.list("id").count ?? 0
    return Chart(
      title: "First token and end", summary: "\(dots.count) requests", x: x, y: y,
      legend: names.map { .init(name: $0, look: document.looks[$0]) },
      note: """
        \(Format.count(dots.count)) of \(Format.count(document.requests)) requests: \
        \(Format.count(all)) were sampled, failures first; the others had no first token.
        """, kind: "scatter", shapes: "\(shapes)"
    ).html
  }

  /// Points are strokes without length: they keep their shape however the picture is stretched.
  private static func path(
    _ dots: [Dot], _ x: ChartAxis, _ y: ChartAxis, _ look: ChartLook, _ name: String
  ) -> Markup {
    let places: [Markup] = dots.map { dot in
      "M\(x.scale.position(dot.ttft)) \(Chart.height(y.scale.position(dot.e2e)))h0"
    }
    let mark: Markup = look.mark % 2 == 0 ? "dot" : "square"
    let hole: Markup =
      look.mark < 2 ? .none : "<path class=\"\(mark) hole\" d=\"\(places)\" />"
    return """
      <path class="\(mark) c\(look.colour)" data-name="\(name)" d="\(places)" />\(hole)

      """
  }

  private static func dots(_ document: ReportDocument) -> [Dot] {
    guard let sample = document.json["sample"] else { return [] }
    let (outcomes, ttfts) = (sample.list("outcome"), sample.list("ttft"))
    return zip(zip(outcomes, ttfts), sample.list("e2e")).compactMap { pair, e2e in
      guard let ttft = pair.1.doubleValue, let e2e = e2e.doubleValue else { return nil }
      return Dot(outcome: pair.0.stringValue ?? "", ttft: ttft, e2e: e2e)
    }
  }

  /// The sample for the page's script, which names the request below the pointer.
  static func data(_ document: ReportDocument) -> Markup {
    guard let sample = document.json["sample"], !sample.list("id").isEmpty else { return .none }
    let kept = JSONValue.object(
      sample.objectValue?.filter { ["id", "outcome", "ttft", "e2e"].contains($0.key) } ?? [])
    return """
      <script type="application/json" id="sample">\(harmless(kept))</script>

      """
  }

  /// JSON inside a script element: without `<` no text can end it, and XML needs no `&` either.
  private static func harmless(_ value: JSONValue) -> Markup {
    let json = value.jsonString(pretty: false)
      .replacing("<", with: "\\u003c").replacing("&", with: "\\u0026")
      .replacing(">", with: "\\u003e")
    return Markup(stringLiteral: json)
  }
}
