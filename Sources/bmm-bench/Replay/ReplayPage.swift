import Wire
import World

/// A replay as one page of HTML that needs nothing else: for each request its waterfall and lines.
struct ReplayPage {
  private let text: ReplayText

  /// The page of what a replay shows.
  init(_ text: ReplayText) {
    self.text = text
  }

  /// The page's bytes.
  var bytes: [UInt8] { Array(html.html.utf8) }

  private var story: ReplayStory { text.story }

  private var html: Markup {
    let scenario = story.result.scenario
    let verdict = story.result.verdict.rawValue
    let line = RepeatLine(scenario, .sim, timeScale: nil).replay(from: ReplayOrigin(of: scenario))
    return """
      <!DOCTYPE html>
      <html lang="en"><head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; \
      form-action 'none'; style-src 'unsafe-inline'" />
      <title>\(scenario.name), seed \(String(scenario.seed)): \(verdict)</title>
      <style>\(ReportStyle.text)</style>
      </head><body><main>
      <h1>\(scenario.name), seed \(String(scenario.seed)): \(verdict)</h1>
      <p class="about">\(scenario.about)</p>
      <p class="repeat"><code>\(line)</code></p>
      \(heading)\(breaches)\(parts)\(others)</main>
      <footer>Written by bmm-bench.</footer>
      </body></html>

      """
  }

  /// Where no request is followed, all lines stand below, and these among them.
  private var heading: Markup {
    block(text.choice.followed.isEmpty ? [] : text.heading)
  }

  private var breaches: Markup {
    guard !story.breaches.isEmpty else { return .none }
    let lines: [Markup] = story.breaches.map { breach in
      "<li><b>\(breach.invariant.rawValue)</b> at \(ReplayText.clock(breach.at)) s: "
        + "\(breach.example)</li>\n"
    }
    return "<h2 class=\"broke\">Broken, the first before the others</h2><ul class=\"broke\">"
      + "\(lines)</ul>\n"
  }

  private var parts: [Markup] {
    let records = story.evidence.records
    let chosen = text.choice.followed.compactMap { followed in
      records.firstIndex { $0.id == followed.record.id }.map {
        TimelineChoice.Chosen(position: $0, why: followed.why)
      }
    }
    let timelines = TimelineMaker(story.evidence).timelines(of: chosen)
    return zip(timelines, text.choice.followed).map { timeline, followed in
      """
      <section class="timeline"><h2>\(timeline.id)</h2>
      <p class="why">\(timeline.why) · \(timeline.group), \(timeline.plan), \(timeline.outcome)</p>
      \(Waterfall(ResultTimes.timeline(timeline)).html)
      \(table(story.events(of: followed.record), of: timeline.id))</section>

      """
    }
  }

  private var others: Markup {
    block(text.choice.followed.isEmpty ? text.lines : text.others)
  }

  private func block(_ lines: [String]) -> Markup {
    guard !lines.isEmpty else { return .none }
    return "<pre tabindex=\"0\"><code>\(lines.joined(separator: "\n"))</code></pre>\n"
  }

  private func table(_ events: [ReplayEvent], of id: String) -> Markup {
    var table = ReportTable(
      "What happened to \(id)",
      [
        .init(title: "at s", isFigure: true), .init(title: "since", isFigure: true),
        .init(title: "where"), .init(title: "what"),
      ])
    var before = events.first?.at ?? .zero
    for event in events {
      let since = event.at - before
      table.add(
        [
          "\(ReplayText.clock(event.at))", "\(since > .zero ? "+\(Format.duration(since))" : "")",
          "\(event.place)", "\(ReplayText.sign(event.kind) + event.text)",
        ], look: event.kind == .broken ? "bad" : .none)
      before = event.at
    }
    return table.html
  }
}
