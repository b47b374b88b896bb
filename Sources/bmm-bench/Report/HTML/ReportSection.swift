/// A part of the report with a heading; the page lists all of them at its top.
struct ReportSection {
  /// The anchor.
  let id: String
  let title: String
  let body: Markup

  var html: Markup {
    """
    <section id="\(id)" aria-labelledby="\(id)-title">
    <h2 id="\(id)-title">\(title)</h2>
    \(body)</section>

    """
  }
}
