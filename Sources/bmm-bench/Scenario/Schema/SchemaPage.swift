/// The page of all keys of scenario files, in Markdown.
enum SchemaPage {
  /// The whole page.
  static let text = (head + ScenarioSchema.sections.map(section)).joined(separator: "\n")

  private static let head = [
    """
    # Keys of scenario files

    Made by `bmm-bench schema --page`; a test holds it against the program. The
    [guide](scenario-guide.md) says how the parts work together and begins with a first scenario;
    `bmm-bench schema` prints the same as a JSON Schema for editors.

    | kind | written as | notes |
    |---|---|---|
    | text | `"team"` | |
    | whole number | `5`, `0x10` | no unit |
    | number | `130`, `0.05` | no unit |
    | duration | `"95s"` | `us`, `ms`, `s`, `m`, `h`; whole nanoseconds; up to `"100000h"` |
    | rate | `"5/s"` | `/s`, `/m`, `/h`; above 0, at most 1,000,000 a second |
    | bytes | `"200kB"` | `B`, `kB`, `MB`, `GB` (thousands), `KiB`, `MiB`, `GiB` (1024) |
    | share | `0.03`, `"3%"` | 0 to 1 |
    | duration* | `"2s"`, `{ exponential: "2s" }` | also a [distribution](#distributions) |
    | number* | `80`, `{ exponential: 80 }` | also a [distribution](#distributions) |

    """
  ]

  private static func section(_ section: SchemaSection) -> String {
    var lines = ["## \(section.title)", "", section.about, ""]
    if !section.exactlyOne.isEmpty, section.exactlyOne.count < section.entries.count {
      let names = section.exactlyOne.map { "`\($0)`" }.joined(separator: ", ")
      lines += ["Exactly one of \(names).", ""]
    }
    lines += ["| key | kind | default | meaning |", "|---|---|---|---|"]
    lines += section.entries.map(row)
    lines += ["", "```json5"]
    lines += section.examples
    return (lines + ["```", ""]).joined(separator: "\n")
  }

  private static func row(_ key: SchemaKey) -> String {
    let preset = key.preset.first == "\"" ? "`\(key.preset)`" : key.preset
    return "| `\(key.name)` | \(kind(key.kind)) | \(preset) | \(key.about) |"
  }

  private static func kind(_ kind: SchemaKind) -> String {
    switch kind {
    case .text: "text"
    case .flag: "true, false"
    case .whole(let range):
      range.upperBound == .max
        ? "whole number from \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    case .number(let range):
      "number, \(PlainNumber.write(range.lowerBound)) to \(PlainNumber.write(range.upperBound))"
    case .duration, .rate, .bytes, .share: "\(kind)"
    case .durations: "duration*"
    case .numbers(let range):
      "number*, \(PlainNumber.write(range.lowerBound)) to \(PlainNumber.write(range.upperBound))"
    case .words(let words): self.words(words)
    case .list(let element): "array of: \(self.kind(element))"
    case .map(let value): "object by names of: \(self.kind(value))"
    case .section(let name): link(ScenarioSchema.section(name).title)
    case .either(let kinds): kinds.map(self.kind).joined(separator: ", or ")
    case .anything: "any"
    }
  }

  /// A long list is told by its first words.
  private static func words(_ words: [String]) -> String {
    let shown = words.prefix(BenchLimits.namesListedMax).map { "`\"\($0)\"`" }
    return shown.joined(separator: ", ") + (shown.count < words.count ? ", …" : "")
  }

  /// As GitHub makes anchors: lower case, spaces as hyphens, without signs.
  private static func link(_ title: String) -> String {
    let anchor = title.lowercased().unicodeScalars.compactMap { scalar -> String? in
      switch scalar {
      case " ": "-"
      case "a"..."z", "0"..."9", "-", "_": String(scalar)
      default: nil
      }
    }
    return "[\(title)](#\(anchor.joined()))"
  }
}
