/// A piece of HTML: what stands in its literals is markup, and each text put in between is escaped.
///
/// A page is also well-formed XML, but for style and script, so that tests can read it strictly.
struct Markup: Equatable, Sendable, ExpressibleByStringInterpolation {
  /// The bytes of the page.
  private(set) var html: String

  /// Markup of the program's own; never a text from a scenario or an answer.
  init(stringLiteral value: String) {
    html = value
  }

  init(stringInterpolation: Interpolation) {
    html = stringInterpolation.html
  }

  /// Nothing.
  static let none: Markup = ""

  /// Adds a piece behind this one.
  static func += (left: inout Markup, right: Markup) {
    left.html += right.html
  }

  /// Two pieces, one behind the other.
  static func + (left: Markup, right: Markup) -> Markup {
    var both = left
    both += right
    return both
  }

  /// Literal parts as they are, texts escaped, markup as it is, numbers in short.
  struct Interpolation: StringInterpolationProtocol {
    fileprivate var html = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      html.reserveCapacity(literalCapacity + interpolationCount * 8)
    }

    mutating func appendLiteral(_ literal: String) {
      html += literal
    }

    mutating func appendInterpolation(_ text: String) {
      html += Markup.escaped(text)
    }

    mutating func appendInterpolation(_ markup: Markup) {
      html += markup.html
    }

    mutating func appendInterpolation(_ pieces: [Markup]) {
      for piece in pieces { html += piece.html }
    }

    mutating func appendInterpolation(_ number: Int) {
      html += "\(number)"
    }

    /// A coordinate or a share in percent: a tenth of a pixel is enough.
    mutating func appendInterpolation(_ number: Double) {
      html += Markup.coordinate(number)
    }
  }

  /// The text so that it can stand between tags and in quoted attributes.
  ///
  /// Control characters become their pictures: neither XML nor a reader can make sense of them.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: mustGo) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      case "\u{0}"..<" ": result.unicodeScalars.append(picture(of: scalar))
      case "\u{7F}": result += "\u{2421}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a text with that byte has to be looked at scalar by scalar.
  private static func mustGo(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), 0..<0x20, 0x7F, 0xEF:
      true
    default: false
    }
  }

  private static func picture(of control: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(0x2400 + control.value) ?? "\u{FFFD}"
  }

  private static func coordinate(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    let sign = tenths < 0 ? "-" : ""
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }
}
