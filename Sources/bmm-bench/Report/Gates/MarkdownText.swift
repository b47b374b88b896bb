/// Text as Markdown shows it, whatever is in it.
enum MarkdownText {
  /// A text that neither ends a cell nor is taken for a mark, a tag or a name of somebody.
  static func cell(_ text: String) -> String {
    var safe = ""
    for letter in text {
      switch letter {
      case "|", "*", "_", "`", "[", "]", "\\", "#", "~": safe += "\\\(letter)"
      case "<": safe += "&lt;"
      case "@": safe += "@\u{200B}"
      case "\n", "\r", "\r\n": safe += " "
      default: safe.append(letter)
      }
    }
    return safe
  }

  /// A text to be copied.
  static func code(_ text: String) -> String {
    "`\(text.replacing("`", with: "'").replacing("\n", with: " "))`"
  }
}
