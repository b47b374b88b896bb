/// The one list of banned patterns ("Single source of truth"); other lists are composed from it.
enum BannedPatterns {
  /// What no spec may hold, be it private or published.
  static let shared: [BannedPattern] = [
    .code("eval", "eval", "("),
    // "Function(...) without `new`" is as bad as with it.
    .code(functionName, "Function", "("),
    .code("process.binding", "process", ".", "binding"),
    .code("process.dlopen", "process", ".", "dlopen"),
    .code(".constructor.constructor", ".", "constructor", ".", "constructor", start: .anywhere),
    .code("_load", "_load", "("),
    .code("vm.runIn", "vm", ".", "runIn"),
    .code("globalThis[…]", "globalThis", "["),
    .code("child_process", "child_process"),
    .words("ignore previous instructions", "ignore", "previous", "instructions"),
    .words("ignore all previous instructions", "ignore", "all", "previous", "instructions"),
    .words("system prompt override", "system", "prompt", "override"),
  ]

  // MARK: Known bugs

  /// The list without "Function(...) without `new`".
  static let withoutBareFunction =
    shared.filter { $0.name != functionName }
    + [.code("new Function", "new", "Function", "(")]

  /// A copy that lacks "the 7 new patterns added in Pass-1", and what else came with them.
  static let drifted = withoutBareFunction.filter {
    ![
      "process.binding", "process.dlopen", ".constructor.constructor", "_load", "vm.runIn",
      "globalThis[…]", "system prompt override",
    ].contains($0.name)
  }

  private static let functionName = "Function constructor"
}
