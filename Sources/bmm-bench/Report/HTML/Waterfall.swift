import Wire

/// One request as bars, one row per span, from the user's click down to the database and the model.
struct Waterfall {
  private struct Span {
    let role: String
    let name: String
    let start: Double
    let end: Double
    let note: String
  }

  private struct Mark {
    let role: String
    let name: String
    let at: Double
  }

  private let spans: [Span]
  private let marks: [Mark]
  /// When the first span began, on the run's time line.
  let start: Double
  /// From the first begin to the last end.
  let length: Double

  init(_ line: JSONValue) {
    let listed = line.list("spans")
    let last = listed.flatMap { [$0.real("start"), $0.real("end")] }.compactMap(\.self).max() ?? 0
    // What had not ended when the run did goes on to the end of the picture.
    let spans = listed.compactMap { span -> Span? in
      guard let start = span.real("start") else { return nil }
      return Span(
        role: span.text("role"), name: span.text("name"), start: start,
        end: max(start, span.real("end") ?? last), note: span.text("note"))
    }
    marks = line.list("marks").compactMap { mark in
      mark.real("at").map { Mark(role: mark.text("role"), name: mark.text("name"), at: $0) }
    }
    let begins = spans.map(\.start) + marks.map(\.at)
    start = begins.min() ?? 0
    length = (spans.map(\.end) + marks.map(\.at)).reduce(start) { max($0, $1) } - start
    self.spans = spans.enumerated().sorted {
      (Self.rank($0.element.role), $0.element.start, $0.offset)
        < (Self.rank($1.element.role), $1.element.start, $1.offset)
    }.map(\.element)
  }

  /// The rows, and a ruler above them.
  var html: Markup {
    let scale = Scale(from: 0, to: length)
    let ticks = scale.timeTicks(about: 6)
    let ruler: [Markup] = ticks.map { tick in
      "<span style=\"left:\(percent(tick))%\">\(AxisLabel.seconds(tick))</span>"
    }
    return """
      <div class="fall" role="img" aria-label="\(summary)">
      <div class="ruler" aria-hidden="true">\(ruler)</div>
      \(spans.enumerated().map(row))\(lonelyMarks)</div>

      """
  }

  private var summary: String {
    spans.map { span in
      "\(span.role) \(span.name) \(ReportFigure.seconds(span.end - span.start))"
    }.joined(separator: "; ")
  }

  private func row(_ number: Int, _ span: Span) -> Markup {
    let isFirst = number == 0 || spans[number - 1].role != span.role
    let took = ReportFigure.seconds(span.end - span.start)
    let note: Markup = span.note.isEmpty ? .none : " <i>\(span.note)</i>"
    let own = isFirst ? marks.filter { $0.role == span.role } : []
    return """
      <div class="row \(Self.look(span.role))"><div class="who"><b>\(isFirst ? span.role : "")</b> \
      \(span.name)</div>\
      <div class="lane"><span class="span" style="left:\(percent(span.start - start))%;\
      width:\(percent(span.end - span.start))%" title="\(span.name): \(took)"></span>\
      \(own.map(tick))</div><div class="took">\(took)\(note)</div></div>

      """
  }

  private func tick(_ mark: Mark) -> Markup {
    let at = ReportFigure.seconds(mark.at - start)
    return """
      <span class="tick" style="left:\(percent(mark.at - start))%" \
      title="\(mark.name) after \(at)"></span>
      """
  }

  /// Marks of roles that have no span.
  private var lonelyMarks: Markup {
    let rows: [Markup] = marks.filter { mark in !spans.contains { $0.role == mark.role } }
      .map { mark in
        """
        <div class="row \(Self.look(mark.role))"><div class="who"><b>\(mark.role)</b> \
        \(mark.name)</div><div class="lane">\(tick(mark))</div>\
        <div class="took">at \(ReportFigure.seconds(mark.at - start))</div></div>

        """
      }
    return "\(rows)"
  }

  private func percent(_ seconds: Double) -> Double {
    length > 0 ? min(max(seconds / length, 0), 1) * 100 : 0
  }

  private static func rank(_ role: String) -> Int {
    switch role {
    case "user": 0
    case "edge": 1
    case "service": 50
    case "database": 51
    case "llm": 52
    default: Int(role.split(separator: "-").last ?? "").map { min($0, 40) } ?? 45
    }
  }

  private static func look(_ role: String) -> Markup {
    switch role {
    case "user": "c0"
    case "service": "c4"
    case "database": "c5"
    case "llm": "c2"
    default: "c3"
    }
  }
}
