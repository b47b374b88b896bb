/// `bmm-bench report`: makes the HTML page of a result again.
enum ReportCommand {
  static let spec = CommandSpec(
    name: "bmm-bench report",
    summary: "Makes a page of HTML from a result file: one file that needs no network.",
    positionals: .init(
      placeholder: "RESULT", count: 1...1, help: "a result.json, or the folder that holds it"),
    flags: [
      FlagSpec(
        name: "out", kind: .text(placeholder: "FILE"),
        help: "where the page goes; report.html beside the result if left out")
    ],
    examples: [
      .init(line: "bmm-bench report Results/runs/smoke/stream", use: "of a folder's result")
    ],
    exits: [.success, .unusable])

  /// Reads the result and writes the page.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    do {
      let (path, document) = try ResultFolder.only(in: flags.positionals[0])
      let page = ReportPage(document)
      let place = flags.text("out") ?? beside(path)
      let file = try OutputFile(place)
      try file.write(page.bytes)
      // Where the page went to standard output, its place would be a part of it.
      if case .file = file.place { console.print(place) }
      return .success
    } catch {
      console.note("\(error)")
      return .unusable
    }
  }

  private static func beside(_ path: String) -> String {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return (folder + [ReportPage.fileName[...]]).joined(separator: "/")
  }
}
