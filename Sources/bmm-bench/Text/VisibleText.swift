/// Text that a terminal shows and does not obey: no control character is left in it.
///
/// Models and peers write what is quoted. ESC begins commands to a terminal, C1 is the same in one
/// character (ECMA-48), and NUL hides what follows it. What is visible already stays as it is.
enum VisibleText {
  /// One line: a line end in it is no end of ours, and is shown like the others, as `\u{a}`.
  static func line(_ text: String) -> String {
    replaced(in: text, keepsLineEnds: false) { "\\u{\(String($0.value, radix: 16))}" }
  }

  /// Lines of ours, with their ends.
  static func lines(_ text: String) -> String {
    replaced(in: text, keepsLineEnds: true) { "\\u{\(String($0.value, radix: 16))}" }
  }

  /// JSON that means the same: DEL and C1, which its texts may hold, are written as `\u009b`.
  static func json(_ text: String) -> String {
    replaced(in: text, keepsLineEnds: true) { scalar in
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  private static func replaced(
    in text: String, keepsLineEnds: Bool, by escape: (Unicode.Scalar) -> String
  ) -> String {
    // C1 begins with the byte C2.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.properties.generalCategory == .control, !(keepsLineEnds && scalar == "\n") {
        result.append(contentsOf: escape(scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
