/// How the shapes of one name look: a colour, and a dash or a mark for those who see no colours.
struct ChartLook: Equatable, Sendable {
  /// The number of its colour in the stylesheet: 0 is what all hope for, 8 is grey.
  let colour: Int
  /// The number of its dash and of its mark.
  let mark: Int

  /// Colours that can be told apart, grey not counted (Okabe and Ito, without yellow and black).
  static let colours = 7
  static let dashes = 4

  /// What is left once the colours are used up.
  static let grey = ChartLook(colour: 8, mark: 3)

  /// The look of the n-th name.
  static func number(_ number: Int) -> ChartLook {
    number < colours ? ChartLook(colour: number, mark: number % dashes) : .grey
  }

  /// The class names of a line.
  var line: Markup { "line c\(colour) d\(mark)" }
  /// The class names of an area.
  var area: Markup { "area c\(colour) h\(mark)" }

  /// A sample of line and area for the legend.
  var swatch: Markup {
    """
    <svg class="swatch" viewBox="0 0 22 10" aria-hidden="true"><rect class="area c\(colour)" \
    x="0" y="3" width="22" height="4" /><path class="over d\(mark)" d="M0 5H22" /></svg>
    """
  }
}

/// The looks of outcomes, the same in all charts of a page.
struct OutcomeLooks {
  private let names: [String]

  /// The looks for outcomes in the order of their frequency; a spec always has the first colour.
  init(_ outcomes: [String]) {
    names = ["spec"] + outcomes.filter { $0 != "spec" }
  }

  /// How an outcome looks.
  subscript(_ outcome: String) -> ChartLook {
    names.firstIndex(of: outcome).map(ChartLook.number) ?? .grey
  }
}
