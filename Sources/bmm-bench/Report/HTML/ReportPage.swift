import Service
import Wire

/// A result as one page of HTML that needs nothing else: no network and no other file.
///
/// Its one script stands in it, and its content security policy names that script's digest.
///
/// The order is that of a reader in a hurry: the verdict, what broke, the figures, then the rest.
struct ReportPage {
  /// Its name beside the result.
  static let fileName = "report.html"

  private let document: ReportDocument

  /// The report on a result.
  init(_ result: ResultDocument) {
    self.init(ResultFile.json(result))
  }

  /// The report on what is in a result file.
  init(_ json: JSONValue) {
    document = ReportDocument(json)
  }

  /// The page's bytes.
  var bytes: [UInt8] { Array(html.html.utf8) }

  /// The whole page.
  var html: Markup {
    let sections = self.sections
    return """
      <!DOCTYPE html>
      <html lang="en"><head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)" />
      <title>\(document.scenario): \(document.json.text("verdict"))</title>
      <style>\(ReportStyle.text)</style>
      </head><body>
      \(VerdictSection.html(document))
      <nav aria-label="Sections"><ul>\
      \(sections.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" })\
      </ul></nav>
      <main>
      \(sections.map(\.html))\
      </main>
      \(footer)
      \(SampleSection.data(document))<script>\(ReportScript.text)</script>
      </body></html>

      """
  }

  /// Nothing may be loaded or sent, and no script may run but the page's own, known by its digest.
  private static let policy: Markup = {
    let script = Base64.encode(SHA256Digest.of(ReportScript.text.html))
    return """
      default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; \
      script-src 'sha256-\(script)'
      """
  }()

  private var sections: [ReportSection] {
    [
      ChecksSection.make(document),
      OutcomesSection.make(document),
      LatencySection.make(document),
      HeadroomSection.make(document),
      TimelinesSection.make(document),
      ServerSection.make(document),
      RowsSection.make(document),
      TokensSection.make(document),
      HarnessSection.make(document),
      SourceSection.make(document),
    ].compactMap(\.self)
  }

  private var footer: Markup {
    let bench = document.json["bench"]
    let build = [bench?.text("version"), bench?.text("commit"), bench?.text("build")]
      .compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
    return "<footer>Written by bmm-bench\(build.isEmpty ? "" : " (\(build))").</footer>"
  }
}
